/** @import { DrawnNode, Look } from "../types.d.ts" */
// How bodies and activities look, on the drawing and beside it, by day and by night.
import { lookOf } from "../logic/filters.js";
import { archive } from "./asking.js";
import { bodies, data, measureAt } from "./data.js";
import { state } from "./state.js";

/** What goes onto paper and into files is always so. @type {Look} */
export const DAY = {
  ink: "#1b1f24",
  paper: "#ffffff",
  spoken: "#57606a",
  faint: "rgba(170, 180, 191, 0.2)",
  belongs: "#8b949e",
  worked: "#aab4bf",
  many: "#cfd6dd",
  activity: { background: "#ffffff", border: "#57606a", highlight: { background: "#ffe88a", border: "#1b1f24" } },
};
/** @type {Look} */
const NIGHT = {
  ink: "#e6edf3",
  paper: "#0d1117",
  spoken: "#c9d1d9",
  faint: "rgba(110, 118, 129, 0.2)",
  belongs: "#848d97",
  worked: "#6e7681",
  many: "#444c56",
  activity: { background: "#0d1117", border: "#c9d1d9", highlight: { background: "#6b5a00", border: "#e6edf3" } },
};
export const night = matchMedia("(prefers-color-scheme: dark)");
export const look = () => (night.matches ? NIGHT : DAY);

// Okabe and Ito's colours and Tol's, which colour-blind readers tell apart
const COMMUNITY = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#332288", "#882255", "#999933", "#44aa99"];
/** @type {Record<string, string>} */
const ACTIVITY_SHAPES = { Event: "square", Publication: "triangleDown", Document: "triangleDown", Project: "hexagon", Initiative: "diamond" };

/** The kind whose look a body has. @type {(i: number) => string} */
export const kindOf = (i) => lookOf(data.looks, bodies[i].kind);
/** The number of a body's community, the largest first. @type {(i: number) => number} */
export const communityOf = (i) => bodies[i].measures[measureAt("community")] ?? 0;
/** @type {Map<number, number>} */
const members = new Map();
if (!archive) bodies.forEach((_, i) => members.set(communityOf(i), (members.get(communityOf(i)) ?? 0) + 1));
/** The colour of a community; none of its own for a body alone. @type {(community: number) => string | undefined} */
export const colourOfCommunity = (community) => ((members.get(community) ?? 0) > 1 ? COMMUNITY[community - 1] : undefined);
/** @type {(i: number) => string} */
export const colourOf = (i) => (state.colour === "community" ? (colourOfCommunity(communityOf(i)) ?? "#777777") : data.looks[kindOf(i)].colour);
/** @type {(kind: string) => string} */
export const shapeOf = (kind) => ACTIVITY_SHAPES[data.tops[kind]] ?? "square";
/** A body's colour on the drawing; by night its edge is light, since some kinds are dark. @type {(i: number) => DrawnNode["color"]} */
export const paintOf = (i) => {
  const background = colourOf(i), border = look().spoken;
  return night.matches ? { background, border, highlight: { background, border: look().ink } } : background;
};

/** The outline of each shape around a point, as vis-network draws it. @type {Record<string, (x: number, y: number, r: number) => string>} */
export const OUTLINES = {
  dot: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  square: (x, y, r) => `M${x - r} ${y - r}H${x + r}V${y + r}H${x - r}Z`,
  diamond: (x, y, r) => `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`,
  triangle: (x, y, r) => `M${x} ${y - r}L${x + r} ${y + r}H${x - r}Z`,
  triangleDown: (x, y, r) => `M${x} ${y + r}L${x + r} ${y - r}H${x - r}Z`,
  hexagon: (x, y, r) => `M${x + r} ${y}L${x + r / 2} ${y - r}H${x - r / 2}L${x - r} ${y}L${x - r / 2} ${y + r}H${x + r / 2}Z`,
};
