// What is shown: activities, bodies and ties as the filters leave them.
const { bodies, activities, quotations } = data;
const indexOf = new Map(bodies.map((body, i) => [body.id, i]));
for (const node of data.nodes) Object.assign(bodies[indexOf.get(node.id)], { who: [node.x, node.y] });
const PARTNERED = "partneredWith";
const measureAt = (name) => data.measures.indexOf(name);
const lookOf = (kind) => (data.looks[kind] ? kind : "Organization");
const tieId = (a, b) => `${bodies[Math.min(a, b)].id} ${bodies[Math.max(a, b)].id}`;
const tieEnds = (id) => id.split(" ").map((end) => indexOf.get(end));

const noFilters = () => ({ kinds: new Set(), relations: new Set(), from: "", to: "", weight: 1 });
let filters = noFilters();

const inPeriod = (date) => {
  if (!filters.from && !filters.to) return true;
  if (!date) return false;
  const cut = (end) => date.slice(0, end.length) + end.slice(date.length);
  return (!filters.from || cut(filters.from) >= filters.from) && (!filters.to || cut(filters.to) <= filters.to);
};
const partsShown = (activity) => activity.parts.filter(([body, relations]) =>
  !filters.kinds.has(lookOf(bodies[body].kind)) && relations.some((name) => !filters.relations.has(name)));

// ties: id -> { a, b, activities }; of[i]: the ties of body i; done[i]: its activities; parts[j]: who took part in j
let model = null;
const compute = () => {
  const ties = new Map(), of = bodies.map(() => []), done = bodies.map(() => []), parts = [];
  activities.forEach((activity, j) => {
    const shown = inPeriod(activity.date) ? partsShown(activity) : [];
    parts.push(shown);
    shown.forEach(([a], i) => {
      if (activity.id) done[a].push(j);
      for (const [b] of shown.slice(i + 1)) {
        const id = tieId(a, b);
        if (!ties.has(id)) ties.set(id, { id, a: Math.min(a, b), b: Math.max(a, b), activities: [] });
        ties.get(id).activities.push(j);
      }
    });
  });
  for (const [id, tie] of ties) {
    if (tie.activities.length < filters.weight) ties.delete(id);
    else for (const end of [tie.a, tie.b]) of[end].push(tie);
  }
  model = { ties, of, done, parts };
};
const otherEnd = (tie, body) => (tie.a === body ? tie.b : tie.a);
const byDate = (a, b) => (activities[a].date || "9").localeCompare(activities[b].date || "9") || a - b;

// The bodies within so many steps of one, each with how far it is.
const around = (start, steps) => {
  const far = new Map([[start, 0]]);
  let edge = [start];
  for (let step = 1; step <= steps; step++) {
    const next = [];
    for (const body of edge) {
      for (const tie of model.of[body]) {
        const other = otherEnd(tie, body);
        if (!far.has(other)) next.push(other), far.set(other, step);
      }
    }
    edge = next;
  }
  return far;
};
