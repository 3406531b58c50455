/** @import { Data } from "../types.d.ts" */
// What Python put on the page. Bodies and activities refer to each other by their places in the lists.
import { belongingId } from "../logic/model.js";
import { naming } from "../logic/naming.js";

/** @type {Data} */
export const data = JSON.parse(document.getElementById("data")?.textContent ?? "");
export const { bodies, activities, quotations } = data;
export const indexOf = new Map(bodies.map((body, i) => [body.id, i]));
for (const { id, x, y } of data.nodes) bodies[indexOf.get(id) ?? 0].who = [x, y];

export const PARTNERED = "partneredWith";

/** @type {(name: string) => number} */
export const measureAt = (name) => data.measures.indexOf(name);

/** What was held at a place. @type {(p: number) => number[]} */
export const heldAt = (p) => activities.flatMap(({ places }, j) => (places.includes(p) ? [j] : []));

const idsOf = (/** @type {{ id: string }[]} */ things) => things.map(({ id }) => id);
/** What things are called in addresses. */
export const known = { bodies: naming(idsOf(bodies)), activities: naming(idsOf(activities)), places: naming(idsOf(data.places)) };

/** A body by its id, which the address has let through. @type {(id: string) => number} */
export const bodyAt = (id) => /** @type {number} */ (indexOf.get(id));

/** @type {(id: string) => number[]} */
export const tieEnds = (id) => id.split(" ").map(bodyAt);

/** The place in the list of a belonging that the address has let through. @type {(id: string) => number} */
export const belongingNumber = (id) => data.belongings.findIndex((one) => belongingId(bodies, one) === id);
