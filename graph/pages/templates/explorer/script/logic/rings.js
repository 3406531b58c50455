/** @import { Model, Point } from "../types.d.ts" */
// Where things stand around one body.
import { neighbours } from "./model.js";

/**
 * One body in the middle, those a step away around it, those farther around those by whom they are reached.
 * @type {(model: Model, start: number, far: Map<number, number>, communityOf: (body: number) => number) => Map<number, Point>}
 */
export const rings = (model, start, far, communityOf) => {
  /** @type {Map<number, Point>} */
  const places = new Map([[start, [0, 0]]]);
  const angles = new Map([[start, 0]]);
  const steps = Math.max(0, ...far.values());
  let radius = 0;
  for (let step = 1; step <= steps; step++) {
    const ring = [...far].filter(([, distance]) => distance === step).map(([body]) => body);
    const parent = (/** @type {number} */ body) => neighbours(model, body).find((other) => far.get(other) === step - 1) ?? start;
    const lead = (/** @type {number} */ body) => (step === 1 ? communityOf(body) * 1000 : (angles.get(parent(body)) ?? 0));
    ring.sort((a, b) => lead(a) - lead(b) || a - b);
    radius = Math.max(radius + 260, (ring.length * 120) / (2 * Math.PI));
    ring.forEach((body, n) => {
      const angle = (2 * Math.PI * n) / ring.length - Math.PI / 2;
      angles.set(body, angle);
      places.set(body, [Math.round(radius * 1.35 * Math.cos(angle)), Math.round(radius * Math.sin(angle))]);
    });
  }
  return places;
};
