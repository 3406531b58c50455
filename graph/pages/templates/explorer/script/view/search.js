/** @import { Name, Sought } from "../types.d.ts" */
// The search box and what it finds: bodies, what they did, and where that was.
import { CLOSED } from "../logic/address.js";
import { finder } from "../logic/search.js";
import { activities, bodies, data, heldAt, measureAt } from "./data.js";
import { get, make } from "./elements.js";
import { change, state } from "./state.js";
import { kindName, say, twice } from "./words.js";

/** @typedef {Sought & { name: Name, kind: string, open: () => void }} Thing */

export const query = get("query", HTMLInputElement);
const matches = get("matches");

const goTo = (/** @type {string} */ id) => change({ ...CLOSED, node: id, table: "", ...(state.focus ? { focus: id, steps: 1 } : {}) });
const called = (/** @type {Name & { names: string[] }} */ name) => ({ name, names: [name.label, name.english, ...name.names] });
const strength = measureAt("weighted_degree");

const find = finder(/** @type {Thing[]} */ ([
  ...bodies.map((body) => ({ ...called(body), sort: 0, weight: body.measures[strength] ?? 0, kind: body.kind, open: () => goTo(body.id) })),
  ...activities.flatMap((activity) => (activity.id && activity.own < 0
    ? [{ ...called(activity), sort: 1, weight: activity.parts.length, kind: activity.kind, open: () => change({ ...CLOSED, activity: activity.id, table: "" }) }] : [])),
  ...data.places.map((place, p) => ({ ...called(place), sort: 2, weight: heldAt(p).length, kind: "Place", open: () => change({ ...CLOSED, place: place.id, table: "" }) }))
    .filter(({ weight }) => weight > 0),
]));

/** @type {Thing[]} */
let found = [];
let chosen = 0;
const choose = (/** @type {number} */ position) => {
  const items = [...matches.querySelectorAll("[role=option]")];
  if (!items.length) return query.removeAttribute("aria-activedescendant");
  chosen = (position + items.length) % items.length;
  items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
  items[chosen].scrollIntoView({ block: "nearest" });
  query.setAttribute("aria-activedescendant", items[chosen].id);
};
export const hideMatches = () => {
  matches.hidden = true;
  query.setAttribute("aria-expanded", "false");
  query.removeAttribute("aria-activedescendant");
};
const jump = (/** @type {Thing} */ thing) => {
  hideMatches();
  thing.open();
};
query.addEventListener("input", () => {
  found = find(query.value);
  matches.replaceChildren(...found.map((thing, n) => {
    const item = make("li", [twice(thing.name), make("b", kindName(thing.kind))], { role: "option", id: `match-${n}` });
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      jump(thing);
    });
    return item;
  }));
  if (!found.length) matches.append(make("li", say("no_match"), { class: "none" }));
  matches.hidden = !query.value.trim();
  query.setAttribute("aria-expanded", String(!matches.hidden));
  choose(0);
});
query.addEventListener("blur", hideMatches);
query.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen - 1);
  else if (event.key === "Enter") {
    if (found.length && !matches.hidden) jump(found[chosen]);
  } else return;
  event.preventDefault();
});
