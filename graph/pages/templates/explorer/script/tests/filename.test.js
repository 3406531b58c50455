import assert from "node:assert/strict";
import { test } from "node:test";

import { filename } from "../logic/filename.js";

test("a file is called by what it holds, without what a file system refuses", () => {
  assert.equal(filename(["青禾 银行: a/b?", "", "ties"], "csv"), "青禾-银行-a-b-ties.csv");
  assert.equal(filename(["../..", "network"], "png"), "network.png");
  assert.equal(filename(["长".repeat(300), "ties"], "csv"), `${"长".repeat(60)}-ties.csv`);
});
