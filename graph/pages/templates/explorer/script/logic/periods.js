/** @import { Activity } from "../types.d.ts" */
// The columns of the timeline, of the activities in which bodies took part: a column a period, by month where the years are few, else by year.
const FEW = 3, MOST = 240;

/** A year in four digits. @type {(year: number) => string} */
export const inFour = (year) => String(year).padStart(4, "0");

/** The columns of an archive: its years. @type {(ends: [number, number] | null) => { periods: string[], byMonth: boolean, dated: Activity[] }} */
export const yearsFrom = (ends) => {
  const [first, last] = ends ?? [1, 0];
  const periods = Array.from({ length: Math.min(last - first + 1, MOST) }, (_, n) => inFour(Math.max(first, last - MOST + 1) + n));
  return { periods, byMonth: false, dated: [] };
};

/** @type {(activities: Activity[]) => { periods: string[], byMonth: boolean, dated: Activity[] }} */
export const periodsOf = (activities) => {
  const dated = activities.filter(({ date, id, parts }) => id && date && parts.length);
  const years = [...new Set(dated.map(({ date }) => Number(date.slice(0, 4))))].sort((a, b) => a - b);
  const [first, last] = [years[0], years[years.length - 1]];
  const byMonth = last - first < FEW;
  const periods = [];
  for (let year = first; year <= last && periods.length < MOST; year++) {
    const name = inFour(year);
    if (byMonth) for (let month = 1; month <= 12; month++) periods.push(`${name}-${String(month).padStart(2, "0")}`);
    else periods.push(name);
  }
  return { periods, byMonth, dated };
};
