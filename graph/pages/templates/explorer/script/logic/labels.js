/** @import { Box, Label, Placed, Spoken } from "../types.d.ts" */
// Which names have room, and where.
const LINE = 1.15, GAP = 0.22; // in letters: from line to line, and from a node to its name
const HALF = Math.SQRT1_2;

/** How wide a line of text is, in letters. @type {(line: string) => number} */
export const wide = (line) => [...line].reduce((sum, character) => sum + (character > "\u2e7f" ? 1 : 0.55), 0);

/** Where a name may stand: under its node rather than elsewhere. @type {(label: Label, letter: number) => Placed[]} */
const anchors = ({ id, x, y, size, lines }, letter) => {
  const [w, h] = [Math.max(...lines) * letter, lines.length * letter * LINE];
  const far = size + GAP * letter, near = size * HALF + GAP * letter;
  const at = (/** @type {number} */ left, /** @type {number} */ top, /** @type {Placed["align"]} */ align) =>
    ({ id, align, box: /** @type {Box} */ ([left, top, left + w, top + h]) });
  return [
    at(x - w / 2, y + far, "center"),
    at(x - w / 2, y - far - h, "center"),
    at(x + far, y - h / 2, "left"),
    at(x - far - w, y - h / 2, "right"),
    at(x + near, y + near, "left"),
    at(x - near - w, y + near, "right"),
    at(x + near, y - near - h, "left"),
    at(x - near - w, y - near - h, "right"),
  ];
};

/** @type {(one: Box, other: Box) => boolean} */
const apart = (one, other) => one[0] >= other[2] || other[0] >= one[2] || one[1] >= other[3] || other[1] >= one[3];

/** @type {(one: Box, other: Box) => boolean} */
const within = (one, other) => one[0] >= other[0] && one[1] >= other[1] && one[2] <= other[2] && one[3] <= other[3];

/**
 * A name stands beside its node where it covers neither another name nor a node: the largest come first. What is
 * chosen has its own always, and what is not spoken of has none.
 * @param {Label[]} labels  the largest first
 * @param {Spoken | null} spoken
 * @param {number} letter  how high a letter is
 * @param {Box} [view]  what is in view: no name is cut at its edge
 * @param {Box[]} [taken]  where no name may stand, for what lies on the drawing
 * @returns {Map<string, Placed>} by id, those that are drawn
 */
export const placed = (labels, spoken, letter, view, taken = []) => {
  const nodes = labels.map(({ id, x, y, size }) => ({ id, box: /** @type {Box} */ ([x - size, y - size, x + size, y + size]) }));
  /** @type {Map<string, Placed>} */
  const found = new Map();
  const rank = (/** @type {Label} */ { id }) => (spoken?.chosen.has(id) ? 0 : 1);
  const candidates = labels.filter(({ id, lines }) => (!spoken || spoken.bodies.has(id)) && Math.max(...lines) > 0);
  candidates.sort((a, b) => rank(a) - rank(b));
  for (const label of candidates) {
    const possible = anchors(label, letter);
    const free = possible.find(({ box }) => (!view || within(box, view)) && taken.every((other) => apart(box, other)) && [...found.values()].every((other) => apart(box, other.box))
      && nodes.every((node) => node.id === label.id || apart(box, node.box)));
    const chosen = free ?? (spoken?.chosen.has(label.id) ? possible[0] : null);
    if (chosen) found.set(label.id, chosen);
  }
  return found;
};
