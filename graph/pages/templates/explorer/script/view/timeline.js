// Activities over time. A column is a filter.
import { inPeriod, partsShown } from "../logic/filters.js";
import { inFour, periodsOf, yearsFrom } from "../logic/periods.js";
import { archive } from "./asking.js";
import { activities, data } from "./data.js";
import { button, get, make, select } from "./elements.js";
import { change, filters } from "./state.js";
import { say } from "./words.js";

const { periods, byMonth, dated } = archive ? yearsFrom(archive.years) : periodsOf(activities);
const keep = get("keep", HTMLInputElement);

// How many activities each period has, whatever period is chosen.
const counted = () => {
  const count = new Map(periods.map((period) => [period, 0]));
  if (data.years) {
    for (const [year, n] of data.years) if (count.has(inFour(year))) count.set(inFour(year), n);
    return count;
  }
  const always = { ...filters, from: "", to: "" };
  for (const activity of dated) {
    const period = activity.date.slice(0, byMonth ? 7 : 4);
    if (count.has(period) && partsShown(data, always, activity).length) count.set(period, (count.get(period) ?? 0) + 1);
  }
  return count;
};

export const showTimeline = () => {
  get("timeline").hidden = !periods.length;
  if (!periods.length) return;
  const count = counted();
  const most = Math.max(1, ...count.values());
  get("columns").replaceChildren(...[...count].map(([period, n]) => {
    const only = filters.from === period && filters.to === period;
    const name = say("period", { period, n });
    const bar = make("i");
    bar.style.height = `${Math.round((100 * n) / most)}%`;
    const column = button(bar, (event) => {
      if (event.shiftKey && filters.from) {
        const [from, to] = [filters.from, period].sort();
        change({}, { filter: { from, to } });
      } else change({}, { filter: only ? { from: "", to: "" } : { from: period, to: period } });
    }, { class: inPeriod(filters, period) ? "on" : "", "aria-pressed": String(only), "aria-label": name, title: name });
    column.disabled = !n && !only;
    return column;
  }));
  get("first").textContent = periods[0];
  get("last").textContent = periods[periods.length - 1];
  const left = activities.filter((activity) => activity.id && !activity.date && partsShown(data, filters, activity).length).length;
  get("undated").hidden = (!left && !archive) || !(filters.from || filters.to);
  get("undated-said").textContent = archive ? say("undated_too") : say(filters.undated ? "undated_kept" : "undated_left", { n: left });
  keep.checked = filters.undated;
  /** @type {[string, string][]} */
  const options = [["", say("any")], ...periods.map((period) => /** @type {[string, string]} */ ([period, period]))];
  select("from", options, filters.from, (from) => change({}, { filter: { from, to: filters.to && from > filters.to ? from : filters.to } }));
  select("to", options, filters.to, (to) => change({}, { filter: { to, from: filters.from && to && to < filters.from ? to : filters.from } }));
};
keep.addEventListener("change", () => change({}, { filter: { undated: keep.checked } }));
