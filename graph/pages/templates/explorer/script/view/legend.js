// The legend, which is also where kinds, relations and weight are filtered, and the choices of view.
import { anyFilter, noFilters, topOf } from "../logic/filters.js";
import { activities, bodies, data, measureAt } from "./data.js";
import { narrow, scene } from "./drawing.js";
import { get, make, select } from "./elements.js";
import { colourOf, colourOfCommunity, communityOf, kindOf, look, OUTLINES, shapeOf } from "./looks.js";
import { change, filters, heaviest, language, state } from "./state.js";
import { kindName, measureName, nameOf, relationName, say } from "./words.js";

const weight = get("weight", HTMLInputElement);
const VIEWS = /** @type {const} */ (["who", "what"]);
const relations = [...new Set(activities.flatMap(({ parts }) => parts.flatMap(([, names]) => names)))].sort();

/** @type {(set: Set<string>, value: string, on: boolean) => Set<string>} */
const toggled = (set, value, on) => {
  const found = new Set(set);
  if (on) found.delete(value);
  else found.add(value);
  return found;
};
/** @type {(text: Node | string, on: boolean, action: (on: boolean) => void, mark?: Node | null) => HTMLElement} */
const box = (text, on, action, mark) => {
  const input = make("input", [], { type: "checkbox" });
  input.checked = on;
  input.addEventListener("change", () => action(input.checked));
  return make("li", make("label", [input, mark, text]));
};
/** @type {(shape: string, fill: string, border?: string) => SVGElement} */
const swatch = (shape, fill, border = "none") => {
  const [drawing, outline] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  drawing.setAttribute("viewBox", "-7 -7 14 14");
  for (const [name, value] of Object.entries({ d: OUTLINES[shape](0, 0, 6), fill, stroke: border })) outline.setAttribute(name, value);
  drawing.append(outline);
  return /** @type {SVGElement} */ (drawing);
};
/** @type {(name: string, count: number) => HTMLElement} */
const counted = (name, count) => make("span", [name, make("small", String(count))]);

const legendOfKinds = () => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const lined = new Set((data.ties ?? []).flatMap(([a, b]) => [a, b])); // of an archive
  bodies.forEach((body, i) => { if ((body.who || body.what || lined.has(i)) && topOf(data, filters, i) === i) counts.set(kindOf(i), (counts.get(kindOf(i)) ?? 0) + 1); });
  return Object.entries(data.looks).filter(([kind]) => counts.has(kind)).map(([kind, { shape, colour }]) => {
    const mark = state.colour === "kind" ? swatch(shape, colour) : null;
    const show = (/** @type {boolean} */ on) => change({}, { filter: { kinds: toggled(filters.kinds, kind, on) } });
    return box(counted(kindName(kind), counts.get(kind) ?? 0), !filters.kinds.has(kind), show, mark);
  });
};
const legendOfCommunities = () => {
  /** @type {Map<number, number[]>} */
  const members = new Map();
  for (const i of scene.bodies.keys()) members.set(communityOf(i), [...(members.get(communityOf(i)) ?? []), i]);
  const strength = (/** @type {number} */ i) => bodies[i].measures[measureAt("weighted_degree")] ?? 0;
  return [...members].filter(([community]) => colourOfCommunity(community)).sort((a, b) => a[0] - b[0]).map(([, group]) => {
    const lead = group.sort((a, b) => strength(b) - strength(a))[0];
    return make("li", [swatch("dot", colourOf(lead)), counted(nameOf(bodies[lead]), group.length)]);
  });
};
// What the shapes of the activities that are drawn stand for.
const legendOfActivities = () => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const j of scene.activities.keys()) {
    const top = data.tops[activities[j].kind];
    if (top) counts.set(top, (counts.get(top) ?? 0) + 1);
  }
  return [...counts].sort().map(([kind, count]) =>
    make("li", [swatch(shapeOf(kind), look().activity.background, look().activity.border), counted(kindName(kind), count)]));
};

// Between whom there is a line and why: worked together, or belongs.
const line = (/** @type {string} */ name) => make("i", [], { class: `line ${name}` });
const legendOfLines = () => [
  make("li", make("label", [line("worked"), say("line_worked")])),
  ...(data.belongings.length ? [box(say("line_belongs"), !filters.apart, (on) => change({}, { filter: { apart: !on } }), line("belongs"))] : []),
  ...(data.parents.some((top, i) => top !== i) ? [box(say("rolled"), filters.rolled, (rolled) => change({}, { filter: { rolled } }))] : []),
];

export const showLegend = () => {
  for (const name of VIEWS) get(`view-${name}`).setAttribute("aria-pressed", String(state.view === name && !state.table));
  get("view-table").setAttribute("aria-pressed", String(Boolean(state.table)));
  select("colour", [["kind", say("by_kind")], ["community", say("by_community")]], state.colour, (colour) => change({ colour }));
  select("size", data.measures.filter((name) => name !== "community").map((name) => [name, measureName(name)]), state.size, (size) => change({ size }));
  get("kinds").replaceChildren(...legendOfKinds());
  get("lines").replaceChildren(...legendOfLines());
  get("communities").replaceChildren(...(state.colour === "community" ? legendOfCommunities() : []));
  get("communities-title").hidden = state.colour !== "community";
  get("things").replaceChildren(...legendOfActivities());
  get("things-title").hidden = !scene.activities.size;
  get("relations").replaceChildren(...relations.map((name) =>
    box(relationName(name), !filters.relations.has(name), (on) => change({}, { filter: { relations: toggled(filters.relations, name, on) } }))));
  weight.max = String(Math.max(heaviest, filters.weight));
  weight.value = String(filters.weight);
  weight.disabled = heaviest === 1;
  get("weight-said").textContent = filters.weight === 1 ? say("weight_one") : say("weight", { n: filters.weight });
  get("reset").hidden = !anyFilter(filters);
};

get("legend", HTMLDetailsElement).open = !narrow.matches;
weight.addEventListener("input", () => change({}, { filter: { weight: Number(weight.value) } }));
get("reset").addEventListener("click", () => change({}, { filter: noFilters() }));
for (const view of VIEWS) get(`view-${view}`).addEventListener("click", () => change({ view, table: "", focus: "", steps: 1 }));
get("view-table").addEventListener("click", () => change({ table: state.table ? "" : "bodies" }));
get("language").addEventListener("click", () => change({}, { speak: language === "zh" ? "en" : "zh" }));
