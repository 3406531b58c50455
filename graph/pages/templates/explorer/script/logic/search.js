/** @import { Sought } from "../types.d.ts" */
// Finding things by their names. Width, case, accents, spaces and punctuation make no difference, and where nothing is
// called so, neither do a few letters.
const WHOLE = 0, MISS = 3, MOST = 12;
const MOST_SLIPS = 2, LETTERS = 4, CHARACTERS = 5; // of letters, or Chinese characters, one in so many may be wrong

/** A name as it is compared, word by word; a Chinese character is a word. @type {(text: string) => string[]} */
const words = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/\p{Script=Han}|[^\p{Script=Han}\s\p{P}]+/gu) ?? [];

/** @type {(name: string, wanted: string) => number} */
const grade = (name, wanted) => (name === wanted ? WHOLE : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : MISS);

/**
 * How many letters are left out, put in, taken for another or swapped with the next between what is wanted and the
 * nearest beginning of a text (the optimal string alignment distance); Infinity if more than `most`.
 * @type {(wanted: string, text: string, most: number) => number}
 */
const slips = (wanted, text, most) => {
  const letters = text.slice(0, wanted.length + most);
  /** @type {number[]} */
  let before = [], last = Array.from({ length: letters.length + 1 }, (_, n) => n);
  for (let i = 1; i <= wanted.length; i++) {
    const row = [i];
    for (let j = 1; j <= letters.length; j++) {
      const same = wanted[i - 1] === letters[j - 1];
      const swapped = i > 1 && j > 1 && wanted[i - 1] === letters[j - 2] && wanted[i - 2] === letters[j - 1];
      row.push(Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1), swapped ? before[j - 2] + 1 : Infinity));
    }
    if (Math.min(...row) > most) return Infinity;
    [before, last] = [last, row];
  }
  return Math.min(...last);
};

/** The least slips from any word of a name on. @type {(name: string[], wanted: string, most: number) => number} */
const nearness = (name, wanted, most) => Math.min(...name.map((_, n) => slips(wanted, name.slice(n).join(""), most)));

/**
 * Return what finds things: those that are called so; then those of the first sort, which begin so before those that
 * hold it; of equals the weightiest. If there are none, those that are nearly called so.
 * @template {Sought} Thing
 * @param {Thing[]} things
 * @returns {(text: string) => Thing[]}  at most a dozen of each sort
 */
export const finder = (things) => {
  const known = things.map((thing) => ({ thing, names: thing.names.map(words).map((name) => ({ name, whole: name.join("") })) }));
  /** @type {(measure: (name: string[], whole: string) => number, least: number) => Thing[]} */
  const best = (measure, least) => {
    /** @type {Map<number, number>} */
    const count = new Map();
    return known
      .map(({ thing, names }) => ({ thing, far: Math.min(...names.map(({ name, whole }) => measure(name, whole))) }))
      .filter(({ far }) => far < least)
      .sort((a, b) => Number(a.far > WHOLE) - Number(b.far > WHOLE) || a.thing.sort - b.thing.sort || a.far - b.far || b.thing.weight - a.thing.weight)
      .filter(({ thing: { sort } }) => count.set(sort, (count.get(sort) ?? 0) + 1) && (count.get(sort) ?? 0) <= MOST)
      .map(({ thing }) => thing);
  };
  return (text) => {
    const wanted = words(text).join("");
    if (!wanted) return [];
    const found = best((_, whole) => grade(whole, wanted), MISS);
    const most = Math.min(Math.floor(wanted.length / (/\p{Script=Han}/u.test(wanted) ? CHARACTERS : LETTERS)), MOST_SLIPS);
    return found.length || !most ? found : best((name) => nearness(name, wanted, most), most + 1);
  };
};
