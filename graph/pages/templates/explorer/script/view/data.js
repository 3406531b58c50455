/** @import { Data, Slice } from "../types.d.ts" */
// What is at hand: what Python put on the page or, of an archive, the part of it that was asked for last. Bodies and
// activities refer to each other by their places in the lists.
import { belongingId } from "../logic/model.js";
import { naming } from "../logic/naming.js";

/** @type {Data} */
export let data = JSON.parse(document.getElementById("data")?.textContent ?? "");
export let { bodies, activities, quotations } = data;
export let indexOf = new Map(bodies.map((body, i) => [body.id, i]));
for (const { id, x, y } of data.nodes) bodies[indexOf.get(id) ?? 0].who = [x, y];

export const PARTNERED = "partneredWith";

/** @type {(name: string) => number} */
export const measureAt = (name) => data.measures.indexOf(name);

/** What was held at a place. @type {(p: number) => number[]} */
export const heldAt = (p) => activities.flatMap(({ places }, j) => (places.includes(p) ? [j] : []));

const idsOf = (/** @type {{ id: string }[]} */ things) => things.map(({ id }) => id);
/** What things are called in addresses. */
const named = () => ({ bodies: naming(idsOf(bodies)), activities: naming(idsOf(activities)), places: naming(idsOf(data.places)) });
export let known = named();

/** Have another part of an archive at hand. @type {(slice: Slice) => void} */
export const take = (slice) => {
  data = { ...data, years: undefined, chain: undefined, partners: undefined, more: false, ...slice };
  ({ bodies, activities, quotations } = data);
  indexOf = new Map(bodies.map((body, i) => [body.id, i]));
  known = named();
};

/** A body by its id, which the address has let through. @type {(id: string) => number} */
export const bodyAt = (id) => /** @type {number} */ (indexOf.get(id));

/** @type {(id: string) => number[]} */
export const tieEnds = (id) => id.split(" ").map(bodyAt);

/** The place in the list of a belonging that the address has let through. @type {(id: string) => number} */
export const belongingNumber = (id) => data.belongings.findIndex((one) => belongingId(bodies, one) === id);
