import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, stretched } from "../logic/fitting.js";

/** @import { Label, Point } from "../types.d.ts" */
const places = new Map(Object.entries(/** @type {Record<string, Point>} */ ({ a: [0, 0], b: [200, 0], c: [100, 100] })));

test("a drawing is stretched to the room, never pressed", () => {
  const [wide] = stretched([places], 3);
  assert.deepEqual([wide.get("b"), wide.get("c")], [[300, 0], [150, 100]]);
  const [square] = stretched([places], 1);
  assert.deepEqual([square.get("b"), square.get("c")], [[200, 0], [100, 200]]);
});

test("in an upright room it stands upright", () => {
  const [tall] = stretched([places], 0.5);
  assert.deepEqual([tall.get("b"), tall.get("c")], [[0, 200], [100, 100]]);
});

test("all nodes and their names are in the view", () => {
  /** @type {Label[]} */
  const labels = [{ id: "a", x: 0, y: 0, size: 10, lines: [10] }, { id: "b", x: 900, y: 300, size: 10, lines: [10] }];
  const named = () => new Map([["b", { id: "b", align: /** @type {const} */ ("left"), box: /** @type {[number, number, number, number]} */ ([910, 290, 1110, 310]) }]]);
  const { scale, middle } = fitted(labels, named, [500, 400], 1.2);
  assert.ok((1110 - middle[0]) * scale <= 250 && (middle[0] + 10) * scale <= 250);
  assert.ok(scale > 0.4);
});
