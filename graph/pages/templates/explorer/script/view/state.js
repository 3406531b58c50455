/** @import { Filters, Known, Language, Model, State } from "../types.d.ts" */
// Where the reader is, and what is shown there. Modules read it; it changes here alone, through `change` and `reopen`,
// and stands in the address, so that a link reopens the same view and the browser's Back works.
import { read, START, written } from "../logic/address.js";
import { noFilters } from "../logic/filters.js";
import { compute } from "../logic/model.js";
import { data, known } from "./data.js";

/** @type {Language} */
const spoken = navigator.language.startsWith("zh") ? "zh" : "en";
export let language = spoken;
/** @type {Readonly<State>} */
export let state = START;
/** @type {Readonly<Filters>} */
export let filters = noFilters();
/** @type {Model} */
export let model = compute(data, filters);
/** The bodies that the reader came by, as ids. @type {readonly string[]} */
export let trail = [];

/** What the address names and the page does not have. @type {readonly string[]} */
export let unknown = [];

/** @type {Known} */
const page = {
  ...known,
  belongings: data.belongings,
  measures: data.measures,
  tied: (id, rolled) => compute(data, { ...noFilters(), rolled }).ties.has(id),
};

/** How many activities the strongest tie has before anything is filtered. */
export const heaviest = [...model.ties.values()].reduce((most, tie) => Math.max(most, tie.activities.length), 1);

/** @type {(filtered: boolean) => void} */
let refresh = () => {};
/** Name what brings the page up to date; it is told whether the filters changed. @type {(listener: typeof refresh) => void} */
export const whenChanged = (listener) => {
  refresh = listener;
};

const arrive = (/** @type {boolean} */ filtered) => {
  if (filtered) model = compute(data, filters);
  if (state.node && trail.at(-1) !== state.node) trail = [...trail.filter((id) => id !== state.node), state.node].slice(-6);
  refresh(filtered);
};

/** @type {(changes: Partial<State>, more?: { filter?: Partial<Filters>, speak?: Language }) => void} */
export const change = (changes, { filter, speak } = {}) => {
  state = { ...state, ...changes };
  filters = { ...filters, ...filter };
  language = speak ?? language;
  unknown = [];
  const hash = written({ state, filters, language }, page, spoken);
  if (hash !== location.hash.slice(1)) history.pushState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  arrive(Boolean(filter));
};

/** Show what the address says. */
export const reopen = () => {
  ({ state, filters, language, unknown } = read(location.hash.slice(1), page, spoken));
  arrive(true);
};
