import assert from "node:assert/strict";
import { test } from "node:test";

import { csv } from "../logic/csv.js";

test("cells that hold what separates cells are quoted, and nothing is an empty cell", () => {
  assert.equal(csv([["a,b", 'say "no"', null], ["x\ny", 1.5, "简单"]]), '\ufeff"a,b","say ""no""",\r\n"x\ny",1.5,简单\r\n');
});

test("a name that a spreadsheet would reckon with is made inert, a number is not", () => {
  assert.equal(csv([["=1+1", "＠sum", "'=1", -2]]), "\ufeff'=1+1,'＠sum,''=1,-2\r\n");
});
