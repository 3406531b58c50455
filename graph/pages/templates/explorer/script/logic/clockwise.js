/** @import { Point } from "../types.d.ts" */
// The order in which the arrow keys go around a body.

/** Things by where they stand around a middle, clockwise from above. @type {<T>(things: T[], middle: Point, placeOf: (thing: T) => Point) => T[]} */
export const clockwise = (things, [x0, y0], placeOf) => {
  const angle = (/** @type {Point} */ [x, y]) => (Math.atan2(x - x0, y0 - y) + 2 * Math.PI) % (2 * Math.PI);
  return [...things].sort((a, b) => angle(placeOf(a)) - angle(placeOf(b)));
};
