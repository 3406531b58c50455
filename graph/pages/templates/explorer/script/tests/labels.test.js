import assert from "node:assert/strict";
import { test } from "node:test";

import { placed } from "../logic/labels.js";

/** @import { Box, Label, Spoken } from "../types.d.ts" */
/** @type {(id: string, x: number, y?: number) => Label} */
const label = (id, x, y = 0) => ({ id, x, y, size: 10, lines: [4] });
const apart = (/** @type {Box} */ a, /** @type {Box} */ b) => a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3];

test("a name stands under its node where there is room", () => {
  const [left, top, right] = placed([label("one", 0)], null, 20).get("one")?.box ?? [0, 0, 0];
  assert.ok(top > 10 && left < 0 && right > 0);
});

test("names cover neither one another nor a node, however close the nodes stand", () => {
  const labels = [0, 1, 2, 3, 4, 5].flatMap((x) => [0, 1, 2].map((y) => label(`${x} ${y}`, 45 * x, 40 * y)));
  const found = [...placed(labels, null, 20).values()];
  assert.ok(found.length >= 6);
  found.forEach(({ box, id }, n) => {
    assert.ok(found.slice(n + 1).every((other) => apart(box, other.box)));
    assert.ok(labels.every(({ id: node, x, y }) => node === id || apart(box, [x - 10, y - 10, x + 10, y + 10])));
  });
});

test("no name is cut at the edge of the view", () => {
  const found = placed([label("inside", 0), label("at the edge", 95), label("outside", 300)], null, 20, [-100, -100, 100, 100]);
  assert.deepEqual([...found.keys()], ["inside", "at the edge"]);
  assert.ok((found.get("at the edge")?.box[2] ?? 0) <= 100);
});

test("no name lies under a button: it stands elsewhere about its node, or not at all", () => {
  const under = placed([label("one", 0)], null, 20).get("one")?.box ?? [0, 0, 0, 0];
  const moved = placed([label("one", 0)], null, 20, undefined, [under]).get("one")?.box ?? under;
  assert.ok(apart(moved, under));
  assert.equal(placed([label("one", 0)], null, 20, undefined, [[-500, -500, 500, 500]]).size, 0);
});

test("what is chosen has its name, and what is not spoken of has none", () => {
  const labels = [label("large", 0), label("near", 20), label("far", 500)];
  /** @type {Spoken} */
  const spoken = { chosen: new Set(["near"]), bodies: new Set(["near", "large"]), ties: new Set([]) };
  const found = placed(labels, spoken, 20);
  assert.ok(found.has("near") && !found.has("far"));
});
