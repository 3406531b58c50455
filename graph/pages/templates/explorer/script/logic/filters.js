/** @import { Activity, Facts, Filters, Part } from "../types.d.ts" */
// What the filters leave of activities, and of who took part in them.

/** @returns {Filters} */
export const noFilters = () => ({
  kinds: new Set(),
  relations: new Set(),
  from: "",
  to: "",
  weight: 1,
  undated: false,
  apart: false,
  rolled: false,
});

/** @type {(filters: Filters) => boolean} */
export const anyFilter = (filters) => narrowed(filters) || filters.kinds.size > 0 || filters.apart || filters.rolled;

/** Whether fewer ties may be left of bodies that are shown. @type {(filters: Filters) => boolean} */
export const narrowed = ({ from, to, relations, weight }) => Boolean(from || to || relations.size || weight > 1);

/** Whether a date, as exact as the text has it, may lie in the period. @type {(filters: Filters, date: string) => boolean} */
export const inPeriod = ({ from, to, undated }, date) => {
  if (!from && !to) return true;
  if (!date) return undated;
  const cut = (/** @type {string} */ end) => date.slice(0, end.length) + end.slice(date.length);
  return (!from || cut(from) >= from) && (!to || cut(to) <= to);
};

/** The kind whose look a kind has, which is what is filtered. @type {(looks: Facts["looks"], kind: string) => string} */
export const lookOf = (looks, kind) => (looks[kind] ? kind : "Organization");

/** @type {(facts: Facts, filters: Filters, body: number) => boolean} */
export const hidden = ({ bodies, looks }, { kinds }, body) => kinds.has(lookOf(looks, bodies[body].kind));

/** Where units are rolled up, what they did is their parent's. @type {(facts: Facts, filters: Filters, body: number) => number} */
export const topOf = ({ parents }, { rolled }, body) => (rolled ? parents[body] : body);

/** Who took part. @type {(facts: Facts, filters: Filters, activity: Activity) => Part[]} */
export const partsOf = (facts, filters, activity) => {
  /** @type {Map<number, Part>} */
  const found = new Map();
  for (const [body, names, words] of activity.parts) {
    const top = topOf(facts, filters, body);
    const [, said, quoted] = found.get(top) ?? [0, [], []];
    found.set(top, [top, [...new Set([...said, ...names])], [...new Set([...quoted, ...words])]]);
  }
  return [...found.values()];
};

/**
 * Who took part, as far as the filters leave them. A body whose own activity it is has no relation to it.
 * @type {(facts: Facts, filters: Filters, activity: Activity) => Part[]}
 */
export const partsShown = (facts, filters, activity) => partsOf(facts, filters, activity).filter(([body, relations]) =>
  !hidden(facts, filters, body) && (!relations.length || relations.some((name) => !filters.relations.has(name))));
