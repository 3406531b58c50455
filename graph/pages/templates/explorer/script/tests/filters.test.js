import assert from "node:assert/strict";
import { test } from "node:test";

import { anyFilter, inPeriod, noFilters, partsOf, partsShown } from "../logic/filters.js";
import { BANK, COLLEGE, COUNTY, small, UNION } from "./small.js";

const [forum, union, book] = small.activities;

test("a date lies in a period by as much as both of them say", () => {
  const within = (/** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ date) =>
    inPeriod({ ...noFilters(), from, to }, date);
  assert.ok(within("1999", "1999", "1999-05-03"));
  assert.ok(within("1999-05", "1999-05", "1999-05-03"));
  assert.ok(within("1999-05", "", "1999")); // the year alone is known: it may have been May
  assert.ok(!within("1999-06", "", "1999-05"));
  assert.ok(!within("", "1998", "1999-05"));
});

test("what has no date is kept where no period is chosen, and in one only when asked for", () => {
  assert.ok(inPeriod(noFilters(), ""));
  assert.ok(!inPeriod({ ...noFilters(), from: "1999" }, ""));
  assert.ok(inPeriod({ ...noFilters(), from: "1999", undated: true }, ""));
});

test("a kind that has no look of its own is left out with organizations", () => {
  const shown = partsShown(small, { ...noFilters(), kinds: new Set(["Organization"]) }, forum);
  assert.deepEqual(shown.map(([body]) => body), [COUNTY]);
});

test("who took part in a way that is left out stays if there was another, and an initiative in its own activity", () => {
  const without = (/** @type {string[]} */ ...relations) => ({ ...noFilters(), relations: new Set(relations) });
  assert.deepEqual(partsShown(small, without("organizer"), forum).map(([body]) => body), [COUNTY]);
  assert.deepEqual(partsShown(small, without("memberOf", "funder"), union).map(([body]) => body), [UNION]);
});

test("rolled up, what a unit did is its parent's, with the words that say either", () => {
  assert.deepEqual(partsOf(small, { ...noFilters(), rolled: true }, book), [[BANK, ["publisher"], [4, 6]], [COUNTY, ["contributor"], [5]]]);
  assert.equal(partsOf(small, noFilters(), book)[2][0], COLLEGE);
});

test("any one of the filters counts as one", () => {
  assert.ok(!anyFilter(noFilters()));
  for (const one of [{ kinds: new Set(["State"]) }, { relations: new Set(["host"]) }, { from: "1999" }, { to: "1999" }, { weight: 2 }, { apart: true }, { rolled: true }]) {
    assert.ok(anyFilter({ ...noFilters(), ...one }), JSON.stringify(one));
  }
});
