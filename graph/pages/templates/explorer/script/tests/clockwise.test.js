import assert from "node:assert/strict";
import { test } from "node:test";

import { clockwise } from "../logic/clockwise.js";

/** @import { Point } from "../types.d.ts" */
test("what stands around a body is gone through clockwise from above", () => {
  /** @type {Point[]} */
  const [above, right, below, left] = [[5, -9], [30, 5], [5, 7], [-1, 5]];
  assert.deepEqual(clockwise([left, below, above, right], [5, 5], (point) => point), [above, right, below, left]);
});
