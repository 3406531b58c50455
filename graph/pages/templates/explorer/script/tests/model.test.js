import assert from "node:assert/strict";
import { test } from "node:test";

import { noFilters } from "../logic/filters.js";
import { around, compute, inTime, neighbours } from "../logic/model.js";
import { BANK, COLLEGE, COUNTY, small, UNION } from "./small.js";

/** @import { Filters } from "../types.d.ts" */
const tied = (/** @type {Partial<Filters>} */ filters) =>
  [...compute(small, { ...noFilters(), ...filters }).ties.values()].map(({ a, b, activities }) => [a, b, activities.length]);

test("bodies are tied by what they did together, and an initiative to its members alone", () => {
  assert.deepEqual(tied({}), [[BANK, COUNTY, 2], [COUNTY, COLLEGE, 2], [COUNTY, UNION, 1], [BANK, COLLEGE, 1]]);
  const turned = small.activities.map((one) => ({ ...one, parts: [...one.parts].reverse() }));
  const { ties } = compute({ ...small, activities: turned }, noFilters());
  assert.deepEqual([...ties.keys()].sort(), [...compute(small, noFilters()).ties.keys()].sort());
});

test("a tie's share of an activity is less the more took part, the initiative itself not counted", () => {
  const share = compute(small, noFilters()).ties.get("urn:bank urn:county")?.share;
  assert.equal(share, 1 + 1 / 2);
});

test("filters leave ties of enough weight, of the period, and of the kinds that are shown", () => {
  assert.deepEqual(tied({ weight: 2 }), [[BANK, COUNTY, 2], [COUNTY, COLLEGE, 2]]);
  assert.deepEqual(tied({ from: "2000" }), [[COUNTY, COLLEGE, 1], [COUNTY, UNION, 1]]);
  assert.deepEqual(tied({ kinds: new Set(["State"]) }), [[BANK, COLLEGE, 1]]);
});

test("belonging is a line between neighbours and no tie, and goes where asked or where an end is filtered away", () => {
  const { belongings, ties } = compute(small, noFilters());
  assert.deepEqual(belongings.map(({ a, b }) => [a, b]), [[COLLEGE, BANK]]);
  assert.equal(ties.get("urn:bank urn:college")?.activities.length, 1);
  assert.deepEqual(compute(small, { ...noFilters(), apart: true }).belongings, []);
  assert.deepEqual(compute(small, { ...noFilters(), rolled: true }).belongings, []);
  assert.deepEqual(compute(small, { ...noFilters(), to: "1999" }).belongings, []); // the college did nothing then
});

test("from one body, others are so many steps away", () => {
  const model = compute(small, noFilters());
  assert.deepEqual([...around(model, UNION, 1)], [[UNION, 0], [COUNTY, 1]]);
  assert.deepEqual([...around(model, UNION, 3)], [[UNION, 0], [COUNTY, 1], [BANK, 2], [COLLEGE, 2]]);
  assert.deepEqual(new Set(neighbours(model, COLLEGE)), new Set([BANK, COUNTY]));
});

test("activities stand in time, those without a date last", () => {
  assert.deepEqual([2, 1, 0].sort(inTime(small.activities)), [0, 1, 2]);
});

test("ties that come counted, as of an archive, are taken as they are and filtered by weight and kind", () => {
  /** @type {typeof small & { ties: [number, number, number][] }} */
  const part = { ...small, ties: [[BANK, COUNTY, 40], [BANK, COLLEGE, 3]] };
  const counted = (/** @type {Partial<Filters>} */ filters) =>
    [...compute(part, { ...noFilters(), ...filters }).ties.values()].map(({ a, b, count, activities }) => [a, b, count, activities.length]);
  assert.deepEqual(counted({}), [[BANK, COUNTY, 40, 2], [BANK, COLLEGE, 3, 1]]);
  assert.deepEqual(counted({ weight: 4 }), [[BANK, COUNTY, 40, 2]]);
  assert.deepEqual(counted({ kinds: new Set(["State"]) }), [[BANK, COLLEGE, 3, 1]]);
});
