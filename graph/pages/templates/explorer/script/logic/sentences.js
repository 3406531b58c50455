/** @import { Part, Quotation, Sentence } from "../types.d.ts" */
// The sentences that prove something, each of them once.

/** The quotations that say how some bodies took part. @type {(parts: Part[], chosen: number[]) => number[]} */
export const wordsOf = (parts, chosen) => [...new Set(parts.filter(([body]) => chosen.includes(body)).flatMap(([, , words]) => words))];

/**
 * The sentences that quotations stand in, a sentence once, in which all words are marked that are quoted of it.
 * @type {(quotations: Quotation[], numbers: Iterable<number>) => Sentence[]}
 */
export const sentencesOf = (quotations, numbers) => {
  /** @type {Map<string, { report: string, paragraph: string, section: string, text: string, marked: boolean[], numbers: number[] }>} */
  const found = new Map();
  for (const number of new Set(numbers)) {
    const [report, paragraph, before, words, after, section] = quotations[number];
    const text = before + words + after, key = [report, paragraph, section, text].join("\n");
    const sentence = found.get(key) ?? { report, paragraph, section, text, marked: Array(text.length).fill(false), numbers: /** @type {number[]} */ ([]) };
    sentence.marked.fill(true, before.length, before.length + words.length);
    sentence.numbers.push(number);
    found.set(key, sentence);
  }
  return [...found.values()].map(({ text, marked, ...where }) => {
    const bounds = [...Array(text.length + 1).keys()].filter((at) => at === 0 || at === text.length || marked[at] !== marked[at - 1]);
    return { ...where, pieces: bounds.slice(1).map((end, n) => [text.slice(bounds[n], end), marked[bounds[n]]]) };
  });
};
