import assert from "node:assert/strict";
import { test } from "node:test";

import { periodsOf, yearsFrom } from "../logic/periods.js";
import { activity } from "./small.js";

const periods = (/** @type {string[]} */ ...dates) => periodsOf(dates.map((date) => activity("act", date, [[0, ["host"], []]]))).periods;

test("few years are shown by month, more by year, and none where nothing has a date", () => {
  assert.equal(periods("1999-05", "2001").length, 36);
  assert.deepEqual(periods("2003", "1999-05-03", ""), ["1999", "2000", "2001", "2002", "2003"]);
  assert.deepEqual(periods(""), []);
});

test("what no body took part in, which nothing draws, has no column", () => {
  assert.deepEqual(periodsOf([activity("act", "1999", [])]).periods, []);
});

test("a date that is far off does not make columns without end", () => {
  assert.equal(periods("0210", "1999").length, 240);
});

test("an archive has a column a year, the last ones where there are too many", () => {
  assert.deepEqual(yearsFrom([998, 1000]).periods, ["0998", "0999", "1000"]);
  assert.deepEqual(yearsFrom([1, 2005]).periods.length, 240);
  assert.equal(yearsFrom([1, 2005]).periods.at(-1), "2005");
  assert.deepEqual(yearsFrom(null).periods, []);
});
