import assert from "node:assert/strict";
import { test } from "node:test";

import { inRows } from "../logic/rows.js";

test("an entry that a row has no room for begins the next", () => {
  assert.deepEqual(inRows([40, 50, 200, 10], 100, 10), [[0, 0], [50, 0], [0, 1], [0, 2]]);
  assert.deepEqual(inRows([], 100, 10), []);
});
