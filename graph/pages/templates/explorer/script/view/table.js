/** @import { Activity, State, Tie } from "../types.d.ts" */
// The same for people who read rather than look: every body and every tie that the filters leave, sortable.
import { CLOSED } from "../logic/address.js";
import { hidden, narrowed, partsOf } from "../logic/filters.js";
import { inTime } from "../logic/model.js";
import { sentencesOf, wordsOf } from "../logic/sentences.js";
import { activities, bodies, data, quotations } from "./data.js";
import { button, get, make } from "./elements.js";
import { change, filters, language, model, state } from "./state.js";
import { figure, kindName, meaningOf, measureName, nameOf, say } from "./words.js";

/** @typedef {string | number | null} Cell */
/** @template Row @typedef {[name: string, title: string, value: (row: Row) => Cell]} Column */
/**
 * A table as it is sorted now: what heads its columns, of each row its cells and where it leads, and the same as records
 * with what only a file has room for.
 * @typedef {{
 *   heads: { name: string, title: string, number: boolean }[],
 *   rows: { cells: () => Cell[], target: () => Partial<State> }[],
 *   records: () => Cell[][],
 * }} Sheet
 */

const ROWS = 200;
const TABLES = /** @type {const} */ (["bodies", "ties"]);
/** By which column each is sorted, and 1 upwards or -1 downwards. @type {Record<"bodies" | "ties", [name: string, direction: number]>} */
const sorting = { bodies: ["weighted_degree", -1], ties: ["shared", -1] };
let rowsShown = ROWS;

/** @type {() => Column<number>[]} */
const bodyColumns = () => [
  ["body", say("body"), (i) => nameOf(bodies[i])],
  ["kind", say("kind"), (i) => kindName(bodies[i].kind)],
  ...data.measures.map((name, n) => /** @type {Column<number>} */ ([name, measureName(name), (i) => bodies[i].measures[n]])),
];
/** @type {() => Column<number>[]} */
const bodyRecord = () => [
  ["iri", say("iri_of", { what: say("body") }), (i) => bodies[i].id],
  ["names", say("also_called"), (i) => bodies[i].names.join(say("semicolon"))],
  ["links", say("elsewhere"), (i) => bodies[i].links.join(" ")],
];
const inOrder = (/** @type {Tie} */ tie) => [...tie.activities].sort(inTime(activities)).map((j) => activities[j]);
/** Of each activity that a tie rests on, in time order. @type {(of: (activity: Activity) => string, between?: string) => (tie: Tie) => string} */
const each = (of, between = "") => (tie) => inOrder(tie).map(of).join(between || say("semicolon"));
const quoted = (/** @type {Tie} */ tie) =>
  sentencesOf(quotations, inOrder(tie).flatMap((activity) => wordsOf(partsOf(data, filters, activity), [tie.a, tie.b])))
    .map(({ report, paragraph, section, pieces }) => `${pieces.map(([text]) => text).join("")}${say("aside", { words: say("stands", { report, where: section || say("paragraph", { n: paragraph }) }) })}`).join(" | ");
/** @type {() => Column<Tie>[]} */
const tieColumns = () => [
  ["body", say("body"), (tie) => nameOf(bodies[tie.a])],
  ["partner", say("partner"), (tie) => nameOf(bodies[tie.b])],
  ["shared", say("shared"), (tie) => tie.activities.length],
  ["share", say("share"), (tie) => tie.share],
  ["activities", say("activities_table"), each((activity) => (activity.id ? nameOf(activity) : say("partnership")))],
];
/** @type {() => Column<Tie>[]} */
const tieRecord = () => [
  ["iri", say("iri_of", { what: say("body") }), (tie) => bodies[tie.a].id],
  ["kind", say("kind_of", { what: say("body") }), (tie) => kindName(bodies[tie.a].kind)],
  ["partner_iri", say("iri_of", { what: say("partner") }), (tie) => bodies[tie.b].id],
  ["partner_kind", say("kind_of", { what: say("partner") }), (tie) => kindName(bodies[tie.b].kind)],
  ["activity_iris", say("iri_of", { what: say("activities_table") }), each(({ id }) => id, " ")],
  ["activity_kinds", say("kind_of", { what: say("activities_table") }), each(({ kind }) => kindName(kind))],
  ["dates", say("dates"), each(({ date, end }) => [date, end].filter(Boolean).join("/") || say("undated"))],
  ["quotations", say("quotations"), quoted],
];

/** Nothing comes last, either way. @type {(a: Cell, b: Cell, direction: number) => number} */
const order = (a, b, direction) => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return direction * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), language));
};
/** @type {<Row>(columns: Column<Row>[], record: () => Column<Row>[], rows: Row[], sorted: [string, number], target: (row: Row) => Partial<State>) => Sheet} */
const sheet = (columns, record, rows, [name, direction], target) => {
  const [, , value] = columns.find(([column]) => column === name) ?? columns[0];
  rows.sort((a, b) => order(value(a), value(b), direction));
  return {
    heads: columns.map(([column, title, of]) => ({ name: column, title, number: rows.length > 0 && typeof of(rows[0]) === "number" })),
    rows: rows.map((row) => ({ cells: () => columns.map(([, , of]) => of(row)), target: () => target(row) })),
    records: () => {
      const all = [...columns, ...record()];
      return [all.map(([, title]) => title), ...rows.map((row) => all.map(([, , of]) => of(row)))];
    },
  };
};

/** @type {(which: "bodies" | "ties") => Sheet} */
export const tableOf = (which) => {
  if (which === "ties") return sheet(tieColumns(), tieRecord, [...model.ties.values()], sorting.ties, (tie) => ({ tie: tie.id }));
  const shown = bodies.map((_, i) => i).filter((i) => !hidden(data, filters, i) && (!narrowed(filters) || model.of[i].length));
  return sheet(bodyColumns(), bodyRecord, shown, sorting.bodies, (i) => ({ node: bodies[i].id }));
};

export const showTable = () => {
  get("table").hidden = !state.table;
  if (!state.table) return;
  const which = state.table;
  const { heads, rows } = tableOf(which);
  for (const name of TABLES) get(`table-${name}`).setAttribute("aria-selected", String(name === which));
  const [sorted, direction] = sorting[which];
  const head = heads.map(({ name, title, number }) => {
    const cell = make("th", button(title, () => {
      sorting[which] = [name, name === sorted ? -direction : number ? -1 : 1];
      showTable();
    }), { scope: "col", class: number ? "number" : "" });
    cell.title = meaningOf(name);
    if (name === sorted) cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    return cell;
  });
  const body = rows.slice(0, rowsShown).map(({ cells, target }) => {
    const { node = "", tie = "" } = target();
    const row = make("tr", cells().map((cell, n) => {
      const number = typeof cell === "number";
      const text = number ? figure(cell) : (cell ?? "");
      return n ? make("td", text, { class: number ? "number" : "" }) : make("th", make("button", text, { type: "button" }), { scope: "row" });
    }), { "aria-current": String(node === state.node && tie === state.tie) });
    row.addEventListener("click", () => { // but who marks words to copy them
      if (!String(getSelection())) change({ ...CLOSED, ...target() });
    });
    return row;
  });
  get("rows").replaceChildren(make("thead", make("tr", head)), make("tbody", body));
  get("sorted").textContent = meaningOf(sorted) && `${heads.find(({ name }) => name === sorted)?.title}: ${meaningOf(sorted)}`;
  get("more").hidden = rows.length <= rowsShown;
};
for (const table of TABLES) get(`table-${table}`).addEventListener("click", () => change({ table }));
get("more").addEventListener("click", () => {
  rowsShown += 5 * ROWS;
  showTable();
});
