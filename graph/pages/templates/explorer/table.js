// The same for people who read rather than look: every body and every tie that the filters leave, sortable.
const ROWS = 200;
let sorting = { bodies: ["weighted_degree", -1], ties: ["shared", -1] }, rowsShown = ROWS;

const bodyColumns = () => [
  ["body", say("body"), (i) => nameOf(bodies[i])],
  ["kind", say("kind"), (i) => kindName(bodies[i].kind)],
  ...data.measures.map((name, n) => [name, measureName(name), (i) => bodies[i].measures[n]]),
];
const tieColumns = () => [
  ["body", say("body"), (tie) => nameOf(bodies[tie.a])],
  ["partner", say("partner"), (tie) => nameOf(bodies[tie.b])],
  ["shared", say("shared"), (tie) => tie.activities.length],
  ["share", say("share"), (tie) => tie.share],
  ["activities", say("activities_table"), (tie) => tie.activities.slice().sort(byDate).map((j) => (activities[j].id ? nameOf(activities[j]) : say("partnership"))).join("; ")],
];
const tableOf = (which) => {
  const columns = which === "bodies" ? bodyColumns() : tieColumns();
  const rows = which === "bodies"
    ? bodies.map((_, i) => i).filter((i) => !filters.kinds.has(lookOf(bodies[i].kind)) && (!narrowed() || model.of[i].length))
    : [...model.ties.values()];
  const [name, direction] = sorting[which];
  const value = (columns.find(([column]) => column === name) ?? columns[0])[2];
  const less = (a, b) => (a === null ? 1 : b === null ? -1 : typeof a === "number" ? a - b : a.localeCompare(b, language));
  rows.sort((a, b) => (value(a) === null || value(b) === null ? less(value(a), value(b)) : direction * less(value(a), value(b))));
  return { columns, rows };
};

const showTable = () => {
  get("table").hidden = !state.table;
  if (!state.table) return;
  const which = state.table;
  const { columns, rows } = tableOf(which);
  for (const name of ["bodies", "ties"]) get(`table-${name}`).setAttribute("aria-selected", String(name === which));
  const [sorted, direction] = sorting[which];
  const head = columns.map(([name, text, value]) => {
    const cell = make("th", button(text, () => {
      const number = rows.length && typeof value(rows[0]) === "number";
      sorting[which] = [name, name === sorted ? -direction : number ? -1 : 1];
      showTable();
    }), { scope: "col", class: rows.length && typeof value(rows[0]) === "number" ? "number" : "" });
    if (data.meanings[name]) cell.title = data.meanings[name];
    if (name === sorted) cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    return cell;
  });
  const line = (row) => {
    const target = which === "bodies" ? { node: bodies[row].id, tie: "" } : { tie: row.id, node: "" };
    return make("tr", columns.map(([, , value], n) => {
      const cell = value(row);
      const text = typeof cell === "number" ? figure(cell) : (cell ?? "");
      return n ? make("td", text, { class: typeof cell === "number" ? "number" : "" }) : make("th", button(text, () => change(target)), { scope: "row" });
    }));
  };
  get("rows").replaceChildren(make("thead", make("tr", head)), make("tbody", rows.slice(0, rowsShown).map(line)));
  get("more").hidden = rows.length <= rowsShown;
};
for (const name of ["bodies", "ties"]) get(`table-${name}`).addEventListener("click", () => change({ table: name }));
get("more").addEventListener("click", () => {
  rowsShown += 5 * ROWS;
  showTable();
});
