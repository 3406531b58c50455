/** @import { Address, Facts, Language, State } from "../types.d.ts" */
// The address of a view: it says what differs from the start, so that a link reopens what somebody saw. Bodies go by
// their places in the page's list, since an IRI's letters make an address that nobody can pass on.
import { noFilters } from "./filters.js";
import { tieId } from "./model.js";

/** @type {Readonly<State>} */
export const START = { view: "who", node: "", tie: "", focus: "", steps: 1, colour: "kind", size: "weighted_degree", table: "" };
const ENDS = /** @type {const} */ (["from", "to"]);
const SWITCHES = /** @type {const} */ (["undated", "apart", "rolled"]);
const SETS = /** @type {const} */ (["kinds", "relations"]);

const BETWEEN = "-";

/** @type {(address: Address, indexOf: Map<string, number>, spoken: Language) => string} */
export const written = ({ state, filters, language }, indexOf, spoken) => {
  const found = new URLSearchParams();
  const short = (/** @type {string} */ id) => id.split(" ").map((end) => indexOf.get(end)).join(BETWEEN);
  const named = { ...state, node: short(state.node), focus: short(state.focus), tie: short(state.tie) };
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
 * @param {{ bodies: Facts["bodies"], measures: string[], indexOf: Map<string, number> }} known
 * @param {Language} spoken  the language where the address names none
 * @returns {Address & { unknown: string[] }}
 */
export const read = (text, { bodies, measures, indexOf }, spoken) => {
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
  const at = (/** @type {string} */ id) => indexOf.get(id) ?? (/^\d+$/.test(id) && Number(id) < bodies.length ? Number(id) : undefined);
  const body = (/** @type {"node" | "focus"} */ name) => {
    const found = at(value(name));
    return known(name, found === undefined ? found : bodies[found].id, "");
  };
  const pair = () => {
    const said = value("tie");
    const [a, b, ...more] = said.split(/^\d+-\d+$/.test(said) ? BETWEEN : " ").map(at);
    return a !== undefined && b !== undefined && a !== b && !more.length ? tieId(bodies, a, b) : undefined;
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
      node: body("node"),
      tie: known("tie", pair(), ""),
      focus: body("focus"),
      steps: Math.min(count("steps"), 3),
      colour: one("colour", ["kind", "community"], START.colour),
      size: one("size", measures, START.size),
      table: one("table", ["bodies", "ties"], START.table),
    },
    filters,
    language: one("lang", ["zh", "en"], spoken),
    unknown,
  };
};
