// What is shown: activities, bodies and ties as the filters leave them.
const { bodies, activities, quotations } = data;
const indexOf = new Map(bodies.map((body, i) => [body.id, i]));
for (const node of data.nodes) Object.assign(bodies[indexOf.get(node.id)], { who: [node.x, node.y] });
const PARTNERED = "partneredWith";
const measureAt = (name) => data.measures.indexOf(name);
const lookOf = (kind) => (data.looks[kind] ? kind : "Organization");
const tieId = (a, b) => `${bodies[Math.min(a, b)].id} ${bodies[Math.max(a, b)].id}`;
const tieEnds = (id) => id.split(" ").map((end) => indexOf.get(end));

const noFilters = () => ({ kinds: new Set(), relations: new Set(), from: "", to: "", weight: 1, undated: false, apart: false, rolled: false });
let filters = noFilters();

const inPeriod = (date) => {
  if (!filters.from && !filters.to) return true;
  if (!date) return filters.undated;
  const cut = (end) => date.slice(0, end.length) + end.slice(date.length);
  return (!filters.from || cut(filters.from) >= filters.from) && (!filters.to || cut(filters.to) <= filters.to);
};
// Who took part; where units are rolled up, what they did is their parent's.
const topOf = (body) => (filters.rolled ? data.parents[body] : body);
const partsOf = (activity) => {
  const found = new Map();
  for (const [body, names, words] of activity.parts) {
    const [, said, quoted] = found.get(topOf(body)) ?? [0, [], []];
    found.set(topOf(body), [topOf(body), [...new Set([...said, ...names])], [...new Set([...quoted, ...words])]]);
  }
  return [...found.values()];
};
// A body whose own activity it is has no relation to it.
const partsShown = (activity) => partsOf(activity).filter(([body, relations]) =>
  !filters.kinds.has(lookOf(bodies[body].kind)) && (!relations.length || relations.some((name) => !filters.relations.has(name))));
// An initiative itself is tied to its members alone.
const isMember = ([, relations]) => relations.some((name) => data.membership.includes(name));
const tiedBy = (activity, one, other) => (activity.own === one[0] ? isMember(other) : activity.own !== other[0] || isMember(one));
const isStar = (activity) => activity.own >= 0 && activity.parts.length > data.star;
const narrowed = () => Boolean(filters.from || filters.to || filters.relations.size || filters.weight > 1);

// ties: id -> { a, b, activities, share }; of[i]: the ties of body i; done[i]: its activities; parts[j]: who took part in
// j; belongings: those shown, as { n, a, relation, b, words }; near[i]: those of body i
let model = null;
const compute = () => {
  const ties = new Map(), of = bodies.map(() => []), done = bodies.map(() => []), parts = [];
  activities.forEach((activity, j) => {
    const shown = inPeriod(activity.date) ? partsShown(activity) : [];
    parts.push(shown);
    const others = partsOf(activity).filter(([body]) => body !== activity.own).length - 1;
    shown.forEach((part, i) => {
      const [a] = part;
      if (activity.id) done[a].push(j);
      for (const other of shown.slice(i + 1)) {
        const [b] = other;
        if (!tiedBy(activity, part, other)) continue;
        const id = tieId(a, b);
        if (!ties.has(id)) ties.set(id, { id, a: Math.min(a, b), b: Math.max(a, b), activities: [], share: 0 });
        ties.get(id).activities.push(j);
        ties.get(id).share += 1 / Math.max(1, others);
      }
    });
  });
  for (const [id, tie] of ties) {
    if (tie.activities.length < filters.weight) ties.delete(id);
    else for (const end of [tie.a, tie.b]) of[end].push(tie);
  }
  const near = bodies.map(() => []);
  const belongings = filters.apart ? [] : data.belongings
    .map(([a, relation, b, words], n) => ({ n, a: topOf(a), relation, b: topOf(b), words }))
    .filter(({ a, b }) => a !== b && [a, b].every((end) => !filters.kinds.has(lookOf(bodies[end].kind)) && (!narrowed() || of[end].length)));
  for (const belonging of belongings) for (const end of [belonging.a, belonging.b]) near[end].push(belonging);
  model = { ties, of, done, parts, belongings, near };
};
const otherEnd = (tie, body) => (tie.a === body ? tie.b : tie.a);
const neighbours = (body) => [...model.of[body], ...model.near[body]].map((line) => otherEnd(line, body));
const byDate = (a, b) => (activities[a].date || "9").localeCompare(activities[b].date || "9") || a - b;

// The bodies within so many steps of one, each with how far it is.
const around = (start, steps) => {
  const far = new Map([[start, 0]]);
  let edge = [start];
  for (let step = 1; step <= steps; step++) {
    const next = [];
    for (const body of edge) {
      for (const other of neighbours(body)) {
        if (!far.has(other)) next.push(other), far.set(other, step);
      }
    }
    edge = next;
  }
  return far;
};
