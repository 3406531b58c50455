/** @import { Box, Label, Placed, Point, View } from "../types.d.ts" */
// How a drawing fills the room that it has.
const MOST_STRETCHED = 2, UPRIGHT = 0.85;
const ROUNDS = 6, MARGIN = 14; // pixels

/**
 * Places stretched along one side, so that they fill a room of a width and a height; turned where the room stands upright.
 * @template Key
 * @param {Map<Key, Point>[]} places
 * @param {number} aspect  of the room, width by height
 * @returns {Map<Key, Point>[]}
 */
export const stretched = (places, aspect) => {
  const points = places.flatMap((some) => [...some.values()]);
  const extent = (/** @type {0 | 1} */ axis) => Math.max(...points.map((p) => p[axis])) - Math.min(...points.map((p) => p[axis]));
  const [w, h] = [extent(0) || 1, extent(1) || 1];
  const turned = aspect < UPRIGHT && w > h;
  const own = turned ? h / w : w / h;
  const along = Math.min(Math.max(aspect / own, 1), MOST_STRETCHED), across = Math.min(Math.max(own / aspect, 1), MOST_STRETCHED);
  /** @type {(point: Point) => Point} */
  const moved = ([x, y]) => {
    const [a, b] = turned ? [y, x] : [x, y];
    return [Math.round(a * along), Math.round(b * across)];
  };
  return places.map((some) => new Map([...some].map(([key, point]) => [key, moved(point)])));
};

/**
 * The view that shows all nodes with their names.
 * @param {Label[]} labels
 * @param {(scale: number) => Map<string, Placed>} named  the names that have room at a scale
 * @param {[width: number, height: number]} room  in pixels
 * @param {number} largest  scale
 * @returns {View}
 */
export const fitted = (labels, named, [width, height], largest) => {
  /** @type {Box[]} */
  const nodes = labels.map(({ x, y, size }) => [x - size, y - size, x + size, y + size]);
  let scale = largest, middle = /** @type {Point} */ ([0, 0]);
  for (let round = 0; round < ROUNDS; round++) {
    const boxes = [...nodes, ...[...named(scale).values()].map(({ box }) => box)];
    const [left, top] = [0, 1].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = [2, 3].map((side) => Math.max(...boxes.map((box) => box[side])));
    middle = [(left + right) / 2, (top + bottom) / 2];
    const fits = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top), largest);
    if (round && fits >= scale) break;
    scale = fits;
  }
  return { scale, middle };
};
