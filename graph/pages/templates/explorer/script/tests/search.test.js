import assert from "node:assert/strict";
import { test } from "node:test";

import { finder } from "../logic/search.js";
import { BANK, COLLEGE, COUNTY, small } from "./small.js";

const find = finder(small.bodies, 0);

test("a body is found by any of its names, whatever the width, case, spaces and punctuation", () => {
  for (const text of ["白河县", "baihe county", "ＢＡＩＨＥ", "Bai-he"]) assert.deepEqual(find(text), [COUNTY], text);
  assert.deepEqual(find("青禾银行(总行)"), [BANK]);
});

test("a whole name comes before a beginning, and of equals the greatest first", () => {
  assert.deepEqual(find("青禾学院"), [COLLEGE]);
  assert.deepEqual(find("青禾"), [BANK, COLLEGE]);
  const named = (/** @type {string} */ label, /** @type {number} */ weight) => ({ label, names: [], measures: [weight] });
  assert.deepEqual(finder([named("大水乡", 9), named("水乡会", 5), named("水乡", 1)], 0)("水乡"), [2, 1, 0]);
});

test("nothing is found by nothing, and at most a dozen by anything", () => {
  assert.deepEqual(find(""), []);
  assert.deepEqual(find(" ，"), []);
  assert.deepEqual(find("天气"), []);
  const many = Array.from({ length: 20 }, () => ({ label: "会", names: [], measures: [null] }));
  assert.equal(finder(many, 0)("会").length, 12);
});
