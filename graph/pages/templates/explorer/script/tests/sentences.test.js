import assert from "node:assert/strict";
import { test } from "node:test";

import { sentencesOf, wordsOf } from "../logic/sentences.js";

/** @import { Quotation } from "../types.d.ts" */
/** @type {Quotation[]} */
const quotations = [
  ["R", "1", "", "The bank", " and the county met.", ""],
  ["R", "1", "The bank and ", "the county", " met.", ""],
  ["R", "2", "", "The county paid.", "", ""],
];

test("a sentence that is quoted twice is one, with both quotations marked", () => {
  const [one, ...more] = sentencesOf(quotations, [1, 0, 1]);
  assert.deepEqual(one.pieces, [["The bank", true], [" and ", false], ["the county", true], [" met.", false]]);
  assert.deepEqual([one.report, one.paragraph, one.numbers, more], ["R", "1", [1, 0], []]);
});

test("other sentences are others, in the order in which they are asked for", () => {
  assert.deepEqual(sentencesOf(quotations, [2, 0]).map(({ paragraph }) => paragraph), ["2", "1"]);
  assert.deepEqual(sentencesOf(quotations, []), []);
});

test("the words of some bodies are theirs alone, each once", () => {
  assert.deepEqual(wordsOf([[0, ["host"], [1, 2]], [1, ["host"], [2]], [2, ["host"], [0]]], [0, 1]), [1, 2]);
});
