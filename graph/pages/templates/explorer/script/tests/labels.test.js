import assert from "node:assert/strict";
import { test } from "node:test";

import { readable } from "../logic/labels.js";

/** @import { Spoken } from "../types.d.ts" */
const label = (/** @type {string} */ id, /** @type {number} */ x) => ({ id, x, y: 0, size: 10, lines: [4] });
const labels = [label("large", 0), label("near", 20), label("far", 500)];
/** @type {Spoken} */
const spoken = { chosen: new Set(["near"]), bodies: new Set(["near", "large"]), ties: new Set([]) };

test("of names that would cover each other the larger is drawn", () => {
  assert.deepEqual(readable(labels, null, 20), new Set(["large", "far"]));
});

test("what is chosen has its name, and what is not spoken of has none", () => {
  assert.deepEqual(readable(labels, spoken, 20), new Set(["near"]));
});
