/** @import { Activity, Belonging, Facts, Filters, Model, Part, Tie } from "../types.d.ts" */
// What is shown: bodies, activities and ties as the filters leave them.
import { hidden, inPeriod, narrowed, partsOf, partsShown, topOf } from "./filters.js";

/** @type {(bodies: Pick<Facts["bodies"][number], "id">[], a: number, b: number) => string} */
export const tieId = (bodies, a, b) => `${bodies[Math.min(a, b)].id} ${bodies[Math.max(a, b)].id}`;

/** @type {(bodies: Pick<Facts["bodies"][number], "id">[], belonging: Facts["belongings"][number]) => string} */
export const belongingId = (bodies, [a, relation, b]) => `${bodies[a].id} ${relation} ${bodies[b].id}`;

/** @type {(line: { a: number, b: number }, body: number) => number} */
export const otherEnd = ({ a, b }, body) => (a === body ? b : a);

/** The order of activities in time, undated ones last. @type {(activities: Activity[]) => (a: number, b: number) => number} */
export const inTime = (activities) => (a, b) =>
  (activities[a].date || "9").localeCompare(activities[b].date || "9") || a - b;

/** @type {<T>(list: unknown[]) => T[][]} */
const emptyFor = (list) => list.map(() => []);

/** @type {(facts: Facts, filters: Filters) => Model} */
export const compute = (facts, filters) => {
  const { bodies, activities, membership } = facts;
  // An initiative itself is tied to its members alone.
  const isMember = (/** @type {Part} */ [, relations]) => relations.some((name) => membership.includes(name));
  const tiedBy = (/** @type {number} */ own, /** @type {Part} */ one, /** @type {Part} */ other) =>
    (own === one[0] ? isMember(other) : own !== other[0] || isMember(one));

  /** @type {Map<string, Tie>} */
  const ties = new Map();
  for (const [a, b, count] of facts.ties ?? []) { // of an archive, where not all that they rest on is at hand
    const tie = { id: tieId(bodies, a, b), a: Math.min(a, b), b: Math.max(a, b), activities: [], count, share: 0 };
    if (!hidden(facts, filters, a) && !hidden(facts, filters, b)) ties.set(tie.id, tie);
  }
  /** @type {number[][]} */
  const done = emptyFor(bodies);
  const parts = activities.map((activity, j) => {
    const shown = inPeriod(filters, activity.date) ? partsShown(facts, filters, activity) : [];
    const others = partsOf(facts, filters, activity).filter(([body]) => body !== activity.own).length - 1;
    shown.forEach((part, i) => {
      const [a] = part;
      if (activity.id) done[a].push(j);
      for (const other of shown.slice(i + 1)) {
        const [b] = other;
        if (!tiedBy(activity.own, part, other)) continue;
        const id = tieId(bodies, a, b);
        const tie = ties.get(id) ?? { id, a: Math.min(a, b), b: Math.max(a, b), activities: [], count: 0, share: 0 };
        if (facts.ties && !ties.has(id)) continue;
        tie.activities.push(j);
        if (!facts.ties) tie.count += 1;
        tie.share += 1 / Math.max(1, others);
        ties.set(id, tie);
      }
    });
    return shown;
  });

  /** @type {Tie[][]} */
  const of = emptyFor(bodies);
  for (const [id, tie] of ties) {
    if (tie.count < filters.weight) ties.delete(id);
    else for (const end of [tie.a, tie.b]) of[end].push(tie);
  }

  /** @type {Belonging[][]} */
  const near = emptyFor(bodies);
  const left = (/** @type {number} */ body) => !hidden(facts, filters, body) && (!narrowed(filters) || of[body].length > 0);
  const belongings = filters.apart ? [] : facts.belongings
    .map(([a, relation, b, words], n) => ({ n, a: topOf(facts, filters, a), relation, b: topOf(facts, filters, b), words }))
    .filter(({ a, b }) => a !== b && left(a) && left(b));
  for (const belonging of belongings) for (const end of [belonging.a, belonging.b]) near[end].push(belonging);
  return { ties, of, done, parts, belongings, near };
};

/** @type {(model: Model, body: number) => number[]} */
export const neighbours = ({ of, near }, body) => [...of[body], ...near[body]].map((line) => otherEnd(line, body));

/**
 * The bodies within so many steps of one, each with how far it is.
 * @type {(model: Model, start: number, steps: number) => Map<number, number>}
 */
export const around = (model, start, steps) => {
  const far = new Map([[start, 0]]);
  let edge = [start];
  for (let step = 1; step <= steps; step++) {
    const next = [];
    for (const body of edge) {
      for (const other of neighbours(model, body)) {
        if (!far.has(other)) next.push(other), far.set(other, step);
      }
    }
    edge = next;
  }
  return far;
};
