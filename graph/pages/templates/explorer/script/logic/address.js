/** @import { Address, Known, Language, Opened, State } from "../types.d.ts" */
// The address of a view: it says what differs from the start, so that a link reopens what somebody saw. Things go by
// short names, since an IRI's letters make an address that nobody can pass on; one with IRIs is read as well.
import { noFilters } from "./filters.js";
import { belongingId, tieId } from "./model.js";

/** The panel is closed. @type {Readonly<Opened>} */
export const CLOSED = { node: "", tie: "", activity: "", place: "", belonging: "" };
/** @type {Readonly<State>} */
export const START = { view: "who", ...CLOSED, focus: "", path: "", steps: 1, pages: 1, colour: "kind", size: "weighted_degree", table: "" };
const ENDS = /** @type {const} */ (["from", "to"]);
const SWITCHES = /** @type {const} */ (["undated", "apart", "rolled"]);
const SETS = /** @type {const} */ (["kinds", "relations"]);

const LISTS = /** @type {const} */ ({ node: "bodies", focus: "bodies", path: "bodies", tie: "bodies", belonging: "bodies", activity: "activities", place: "places" });

/** @type {(address: Address, known: Known, spoken: Language) => string} */
export const written = ({ state, filters, language }, known, spoken) => {
  const found = new URLSearchParams();
  const named = { ...state };
  for (const [name, list] of Object.entries(LISTS)) {
    const of = /** @type {keyof typeof LISTS} */ (name);
    named[of] = state[of].split(" ").map(known[list].short).join(" ");
  }
  for (const [name, value] of Object.entries(START)) {
    const now = named[/** @type {keyof State} */ (name)];
    if (now !== value) found.set(name, String(now));
  }
  for (const name of ENDS) if (filters[name]) found.set(name, filters[name]);
  if (filters.weight > 1) found.set("weight", String(filters.weight));
  for (const name of SWITCHES) if (filters[name]) found.set(name, "1");
  for (const name of SETS) if (filters[name].size) found.set(`no-${name}`, [...filters[name]].sort().join(","));
  if (language !== spoken) found.set("lang", language);
  return found.toString();
};

/**
 * What an address says, as far as it can be: anybody may have written it. What the page does not have is told.
 * @param {string} text
 * @param {Known} page  what it has
 * @param {Language} spoken  the language where the address names none
 * @returns {Address & { unknown: string[] }}
 */
export const read = (text, page, spoken) => {
  const given = new URLSearchParams(text);
  const value = (/** @type {string} */ name) => given.get(name) ?? "";
  const count = (/** @type {string} */ name) => Math.max(Math.trunc(Number(value(name))) || 1, 1);
  /** @type {string[]} */
  const unknown = [];
  /** @type {<T>(name: string, found: T | undefined, otherwise: T) => T} */
  const known = (name, found, otherwise) => {
    if (found === undefined && value(name)) unknown.push(`${name}=${value(name)}`);
    return found ?? otherwise;
  };
  const thing = (/** @type {"node" | "focus" | "activity" | "place"} */ name) => {
    const { ids, at } = page[LISTS[name]], found = at(value(name));
    return known(name, found === undefined ? found : ids[found], "");
  };
  const bodies = () => page.bodies.ids.map((id) => ({ id }));
  const tie = () => {
    const [a, b, ...more] = value("tie").split(" ").map(page.bodies.at);
    const found = a !== undefined && b !== undefined && a !== b && !more.length ? tieId(bodies(), a, b) : "";
    return found && page.tied(found, value("rolled") === "1") ? found : undefined;
  };
  const belonging = () => {
    const [one, relation, other, ...more] = value("belonging").split(" ");
    const [a, b] = [one, other].map(page.bodies.at);
    const found = a !== undefined && b !== undefined && !more.length && page.belongs(a, relation, b);
    return found ? belongingId(bodies(), [a, relation, b, []]) : undefined;
  };
  const path = () => {
    const ends = value("path").split(" ").map(page.bodies.at).filter((end) => end !== undefined);
    return ends.length && ends.length < 3 ? ends.map((end) => page.bodies.ids[end]).join(" ") : undefined;
  };
  /** @type {<T extends string>(name: string, allowed: readonly T[], otherwise: T) => T} */
  const one = (name, allowed, otherwise) => known(name, allowed.find((each) => each === value(name)), otherwise);
  const filters = noFilters();
  for (const name of ENDS) if (/^\d{4}(-\d\d)?$/.test(value(name))) filters[name] = value(name);
  for (const name of SWITCHES) filters[name] = value(name) === "1";
  for (const name of SETS) filters[name] = new Set(value(`no-${name}`).split(",").filter(Boolean));
  filters.weight = count("weight");
  return {
    state: {
      view: one("view", ["who", "what"], START.view),
      node: thing("node"),
      tie: known("tie", tie(), ""),
      activity: thing("activity"),
      place: thing("place"),
      belonging: known("belonging", belonging(), ""),
      focus: thing("focus"),
      path: known("path", path(), ""),
      steps: Math.min(count("steps"), 3),
      pages: Math.min(count("pages"), 20),
      colour: one("colour", ["kind", "community"], START.colour),
      size: one("size", page.measures, START.size),
      table: one("table", ["bodies", "ties"], START.table),
    },
    filters,
    language: one("lang", ["zh", "en"], spoken),
    unknown,
  };
};
