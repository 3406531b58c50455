/** @import { Name, Sought } from "../types.d.ts" */
// The search box and what it finds: bodies, what they did, and where that was.
import { CLOSED } from "../logic/address.js";
import { finder } from "../logic/search.js";
import { archive, found as foundThere } from "./asking.js";
import { activities, bodies, data, heldAt, measureAt } from "./data.js";
import { get, make } from "./elements.js";
import { change, state } from "./state.js";
import { kindName, say, twice } from "./words.js";

/** @typedef {Sought & { name: Name, kind: string, open: () => void }} Thing */

export const query = get("query", HTMLInputElement);
const matches = get("matches");

/** @type {(id: string) => void} */
const openActivity = (id) => change({ ...CLOSED, activity: id, table: "" });
/** @type {(id: string) => void} */
const openPlace = (id) => change({ ...CLOSED, place: id, table: "" });
const goTo = (/** @type {string} */ id) => change({ ...CLOSED, node: id, table: "", ...(state.focus ? { focus: id, steps: 1 } : {}) });
const called = (/** @type {Name & { names: string[] }} */ name) => ({ name, names: [name.label, name.english, ...name.names] });
const strength = measureAt("weighted_degree");

const find = finder(/** @type {Thing[]} */ ([
  ...bodies.map((body) => ({ ...called(body), sort: 0, weight: body.measures[strength] ?? 0, kind: body.kind, open: () => goTo(body.id) })),
  ...activities.flatMap((activity) => (activity.id && activity.own < 0
    ? [{ ...called(activity), sort: 1, weight: activity.parts.length, kind: activity.kind, open: () => openActivity(activity.id) }] : [])),
  ...data.places.map((place, p) => ({ ...called(place), sort: 2, weight: heldAt(p).length, kind: "Place", open: () => openPlace(place.id) }))
    .filter(({ weight }) => weight > 0),
]));

/** @typedef {Pick<Thing, "name" | "kind" | "open">} Entry */
const openers = { body: goTo, activity: openActivity, place: openPlace };
/** What an archive has under a name. @type {(text: string) => Promise<Entry[]>} */
const findThere = async (text) => (await foundThere(text)).map(({ sort, id, kind, ...name }) => ({ name, kind, open: () => openers[sort](id) }));

/** @type {Entry[]} */
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
const jump = (/** @type {Entry} */ thing) => {
  hideMatches();
  thing.open();
};
const offer = (/** @type {Entry[]} */ things) => {
  found = things;
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
};
// In an archive an answer may come after what was typed since, and Enter before it.
let looking = Promise.resolve();
query.addEventListener("input", () => {
  const text = query.value;
  if (!archive) offer(find(text));
  else looking = findThere(text).catch(() => []).then((things) => {
    if (query.value === text) offer(things);
  });
});
query.addEventListener("blur", hideMatches);
query.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen - 1);
  else if (event.key === "Enter") {
    const go = () => {
      if (found.length && !matches.hidden) jump(found[chosen]);
    };
    if (archive) void looking.then(go);
    else go();
  } else return;
  event.preventDefault();
});
