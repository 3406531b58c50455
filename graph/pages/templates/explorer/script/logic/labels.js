/** @import { Label, Spoken } from "../types.d.ts" */
// Which names have room.
const KEPT_CLEAR = 30, ALWAYS_NAMED = 8;

/** How wide a line of text is, in letters. @type {(line: string) => number} */
export const wide = (line) => [...line].reduce((sum, character) => sum + (character > "\u2e7f" ? 1 : 0.55), 0);

/**
 * A label is drawn where it can be read and covers no other: the largest come first. What is chosen has its own
 * always, and what is not spoken of has none.
 * @param {Label[]} labels  the largest first
 * @param {Spoken | null} spoken
 * @param {number} letter  how high a letter is
 * @returns {Set<string>} the ids of those that are drawn
 */
export const readable = (labels, spoken, letter) => {
  const candidates = spoken ? labels.filter(({ id }) => spoken.bodies.has(id)) : labels;
  const chosen = candidates.filter(({ id }) => spoken?.chosen.has(id));
  const below = (/** @type {Label} */ { x, y, size, lines }) => {
    const half = (Math.max(...lines) * letter) / 2;
    return [x - half, y + size, x + half, y + size + lines.length * letter * 1.15];
  };
  const about = (/** @type {Label} */ { x, y, size }) => [x - size, y - size, x + size, y + size];
  const names = chosen.map(below), circles = candidates.slice(0, KEPT_CLEAR).map(about);
  const fits = (/** @type {Label} */ label, /** @type {number} */ rank) => {
    const box = below(label);
    const apart = (/** @type {number[]} */ other) => box[0] >= other[2] || other[0] >= box[2] || box[1] >= other[3] || other[1] >= box[3];
    return names.every(apart) && (rank < ALWAYS_NAMED || circles.every(apart)) && names.push(box) > 0;
  };
  return new Set([...chosen, ...candidates.filter(fits)].map(({ id }) => id));
};
