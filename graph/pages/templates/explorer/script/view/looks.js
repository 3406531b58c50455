// How bodies and activities look, on the drawing and beside it.
import { lookOf } from "../logic/filters.js";
import { bodies, data, measureAt } from "./data.js";
import { state } from "./state.js";

export const INK = "#1b1f24", DARK = "#57606a";
// Okabe and Ito's colours and Tol's, which colour-blind readers tell apart
export const COMMUNITY = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#332288", "#882255", "#999933", "#44aa99"];
export const ACTIVITY = { background: "#ffffff", border: DARK, highlight: { background: "#ffe88a", border: INK } };
/** @type {Record<string, string>} */
const ACTIVITY_SHAPES = { Event: "square", Publication: "triangleDown", Document: "triangleDown", Project: "hexagon", Initiative: "diamond" };

/** The kind whose look a body has. @type {(i: number) => string} */
export const kindOf = (i) => lookOf(data.looks, bodies[i].kind);
/** The number of a body's community, the largest first. @type {(i: number) => number} */
export const communityOf = (i) => bodies[i].measures[measureAt("community")] ?? 0;
/** @type {(i: number) => string} */
export const colourOf = (i) => (state.colour === "community" ? (COMMUNITY[communityOf(i) - 1] ?? "#777777") : data.looks[kindOf(i)].colour);
/** @type {(kind: string) => string} */
export const shapeOf = (kind) => ACTIVITY_SHAPES[data.tops[kind]] ?? "square";

/** The outline of each shape around a point, as vis-network draws it. @type {Record<string, (x: number, y: number, r: number) => string>} */
export const OUTLINES = {
  dot: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  square: (x, y, r) => `M${x - r} ${y - r}H${x + r}V${y + r}H${x - r}Z`,
  diamond: (x, y, r) => `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`,
  triangle: (x, y, r) => `M${x} ${y - r}L${x + r} ${y + r}H${x - r}Z`,
  triangleDown: (x, y, r) => `M${x} ${y + r}L${x + r} ${y - r}H${x - r}Z`,
  hexagon: (x, y, r) => `M${x + r} ${y}L${x + r / 2} ${y - r}H${x - r / 2}L${x - r} ${y}L${x - r / 2} ${y + r}H${x + r / 2}Z`,
};
