/** @import { Body, Filters, Known, Language, Model, State } from "../types.d.ts" */
// Where the reader is, and what is shown there. Modules read it; it changes here alone, through `change` and `reopen`,
// and stands in the address, so that a link reopens the same view and the browser's Back works.
import { CLOSED, read, START, written } from "../logic/address.js";
import { noFilters } from "../logic/filters.js";
import { compute } from "../logic/model.js";
import { unlisted } from "../logic/naming.js";
import { archive, placeOf, viewAt } from "./asking.js";
import { belongingNumber, bodies, bodyAt, data, indexOf, known, take } from "./data.js";

/** @type {Language} */
const spoken = navigator.language.startsWith("zh") ? "zh" : "en";
export let language = spoken;
/** @type {Readonly<State>} */
export let state = START;
/** @type {Readonly<Filters>} */
export let filters = noFilters();
/** @type {Model} */
export let model = compute(data, filters);
/** The bodies that the reader came by. @type {readonly Body[]} */
export let trail = [];

/** What the address names and the page does not have. @type {readonly string[]} */
export let unknown = [];
/** Why an archive does not answer. */
export let trouble = "";

const listed = archive ? { bodies: unlisted(archive.base), activities: unlisted(archive.base), places: unlisted(archive.base) } : known;
/** @type {Known} */
const page = {
  ...listed,
  measures: data.measures,
  tied: (id, rolled) => Boolean(archive) || compute(data, { ...noFilters(), rolled }).ties.has(id),
  belongs: (a, relation, b) => Boolean(archive) || data.belongings.some((each) => each[0] === a && each[1] === relation && each[2] === b),
};

/** How many activities the strongest tie has before anything is filtered. */
export let heaviest = 1;
const weigh = () => { heaviest = (data.ties ?? [...compute(data, noFilters()).ties.values()].map(({ a, b, count }) => [a, b, count])).reduce((most, [, , count]) => Math.max(most, count), 1); };
weigh();

/** @type {(filtered: boolean) => void} */
let refresh = () => {};
/** Name what brings the page up to date; it is told whether the filters changed. @type {(listener: typeof refresh) => void} */
export const whenChanged = (listener) => {
  refresh = listener;
};

const show = (/** @type {boolean} */ filtered) => {
  if (filtered) model = compute(data, filters);
  if (state.node && trail.at(-1)?.id !== state.node) trail = [...trail.filter(({ id }) => id !== state.node), bodies[bodyAt(state.node)]].slice(-6);
  refresh(filtered);
};

// Of an archive: the part of it that is at hand, by its place, and the last that was asked for.
const NONE = "-";
let here = NONE, wanted = NONE;

/** Close what is not in the part that has come. */
const settle = () => {
  const there = {
    node: indexOf.has(state.node),
    focus: indexOf.has(state.focus),
    tie: state.tie.split(" ").every((id) => indexOf.has(id)),
    activity: known.activities.at(state.activity) !== undefined,
    place: known.places.at(state.place) !== undefined,
    belonging: belongingNumber(state.belonging) >= 0,
    path: !state.path.includes(" ") || data.chain !== undefined,
  };
  state = { ...state, ...Object.fromEntries(Object.entries(there).filter(([, is]) => !is).map(([name]) => [name, ""])) };
};

/** Show where the reader is, once the part of the archive that it is in has come. */
const bring = async () => {
  const place = placeOf(state, filters);
  wanted = place;
  try {
    if (place !== here || trouble) {
      const slice = await viewAt(place);
      if (wanted !== place) return; // the reader has gone on
      take(slice);
      here = place;
      weigh();
      unknown = slice.unknown;
    }
    trouble = "";
    settle();
  } catch (error) {
    if (wanted !== place) return;
    trouble = String(/** @type {Error} */ (error).message || error);
    here = NONE;
    if (!bodies.length) state = START;
    settle();
  }
  show(true);
};

const arrive = (/** @type {boolean} */ filtered) => {
  if (archive) void bring();
  else show(filtered);
};

/**
 * What follows from a change in an archive: a body that is opened stands in the middle, or ends the path that is begun.
 * @type {(changes: Partial<State>) => Partial<State>}
 */
const further = (changes) => {
  if (!archive) return changes;
  const { node } = changes, begun = state.path && !state.path.includes(" ") ? state.path : "";
  if (node && begun && node !== begun) return { ...CLOSED, focus: "", pages: 1, path: `${begun} ${node}` };
  if (node) return { pages: 1, path: "", ...changes, focus: node };
  return { pages: 1, ...changes };
};

/** @type {(changes: Partial<State>, more?: { filter?: Partial<Filters>, speak?: Language }) => void} */
export const change = (changes, { filter, speak } = {}) => {
  state = { ...state, ...further(changes) };
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
  if (archive) state = { ...state, tie: state.tie.split(" ").sort().join(" "), ...(state.node ? { focus: state.node } : {}) };
  arrive(true);
};
