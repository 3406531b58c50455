// Activities over time: a column a period, by month where the years are few, else by year. A column is a filter.
const dated = activities.filter(({ date, id }) => id && date);
const years = [...new Set(dated.map(({ date }) => date.slice(0, 4)))].sort();
const byMonth = years.length && Number(years.at(-1)) - Number(years[0]) < 3;
const periods = [];
if (years.length) {
  for (let year = Number(years[0]); year <= Number(years.at(-1)) && periods.length < 240; year++) {
    if (byMonth) for (let month = 1; month <= 12; month++) periods.push(`${year}-${String(month).padStart(2, "0")}`);
    else periods.push(String(year));
  }
}
const periodOf = (date) => date.slice(0, byMonth ? 7 : 4);

const showTimeline = () => {
  get("timeline").hidden = !periods.length;
  if (!periods.length) return;
  const count = new Map(periods.map((period) => [period, 0]));
  const kept = { from: filters.from, to: filters.to };
  Object.assign(filters, { from: "", to: "" });
  for (const activity of dated) {
    if (!partsShown(activity).length) continue;
    const period = periodOf(activity.date);
    const within = byMonth && period.length === 4 ? [] : [period];
    for (const one of within) count.set(one, (count.get(one) ?? 0) + 1);
  }
  Object.assign(filters, kept);
  const most = Math.max(1, ...count.values());
  get("columns").replaceChildren(...periods.map((period) => {
    const on = inPeriod(period);
    const only = filters.from === period && filters.to === period;
    const column = button(make("i"), (event) => {
      if (event.shiftKey && filters.from) {
        const [from, to] = [filters.from, period].sort();
        change({}, { filter: { from, to } });
      } else change({}, { filter: only ? { from: "", to: "" } : { from: period, to: period } });
    }, { class: on ? "on" : "", "aria-pressed": String(only), "aria-label": say("period", { period, n: count.get(period) }), title: say("period", { period, n: count.get(period) }) });
    column.firstChild.style.height = `${Math.round((100 * count.get(period)) / most)}%`;
    column.disabled = !count.get(period) && !only;
    return column;
  }));
  get("first").textContent = periods[0];
  get("last").textContent = periods.at(-1);
  const left = activities.filter((activity) => activity.id && !activity.date && partsShown(activity).length).length;
  get("undated").hidden = !left || !(filters.from || filters.to);
  get("undated-said").textContent = say(filters.undated ? "undated_kept" : "undated_left", { n: left });
  get("keep").checked = filters.undated;
  const options = [["", say("any")], ...periods.map((period) => [period, period])];
  select("from", options, filters.from, (from) => change({}, { filter: { from, to: filters.to && from > filters.to ? from : filters.to } }));
  select("to", options, filters.to, (to) => change({}, { filter: { to, from: filters.from && to && to < filters.from ? to : filters.from } }));
};
get("keep").addEventListener("change", () => change({}, { filter: { undated: get("keep").checked } }));
