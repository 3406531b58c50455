// The drawing. Letter sizes here and in drawing.py, which leaves room for labels, go together.
const MANY_LINES = 300, FAINT = "rgba(170, 180, 191, 0.2)", INK = "#1b1f24", DARK = "#57606a";
const LETTER = 20, READABLE = 11, SMALLEST = 11, LARGEST = 36, KEPT_CLEAR = 30, ALWAYS_NAMED = 8;
const FACE = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
// Okabe and Ito's colours and Tol's, which colour-blind readers tell apart
const COMMUNITY = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#332288", "#882255", "#999933", "#44aa99"];
const ACTIVITY = { colour: "#ffffff", border: DARK };
const ACTIVITY_SHAPES = { Event: "square", Publication: "triangleDown", Document: "triangleDown", Project: "hexagon", Initiative: "diamond" };
const narrow = matchMedia("(max-width: 720px)");
const [stage, panel] = [get("stage"), get("panel")];

const nodes = new vis.DataSet([]), edges = new vis.DataSet([]);
const network = new vis.Network(get("network"), { nodes, edges }, {
  physics: { enabled: false },
  interaction: { hover: true, tooltipDelay: 200, multiselect: false, selectConnectedEdges: false, hideEdgesOnDrag: false },
  nodes: {
    borderWidth: 1.5,
    borderWidthSelected: 4,
    scaling: { label: { drawThreshold: 5, maxVisible: 22 } },
    font: { size: LETTER, color: INK, strokeWidth: 5, strokeColor: "#ffffff", face: FACE },
  },
  edges: { smooth: false, color: { color: "#aab4bf", highlight: INK, hover: DARK }, selectionWidth: 1.5, hoverWidth: 1 },
});
window.network = network;

const communityOf = (i) => bodies[i].measures[measureAt("community")];
const colourOf = (i) => (state.colour === "community"
  ? (communityOf(i) <= COMMUNITY.length ? COMMUNITY[communityOf(i) - 1] : "#777777")
  : data.looks[lookOf(bodies[i].kind)].colour);

const activityId = (j) => `activity:${j}`;
const activityAt = (id) => (id.startsWith("activity:") ? Number(id.slice(9)) : -1);
const shapeOf = (kind) => ACTIVITY_SHAPES[data.tops[kind]] ?? "square";

// One body in the middle, those a step away around it, those farther around those by whom they are reached.
const rings = (start, far) => {
  const places = new Map([[start, [0, 0]]]);
  const angles = new Map([[start, 0]]);
  const steps = Math.max(0, ...far.values());
  let radius = 0;
  for (let step = 1; step <= steps; step++) {
    const ring = [...far].filter(([, distance]) => distance === step).map(([body]) => body);
    const parent = (body) => neighbours(body).find((other) => far.get(other) === step - 1);
    const lead = (body) => (step === 1 ? communityOf(body) * 1000 : angles.get(parent(body)));
    ring.sort((a, b) => lead(a) - lead(b) || a - b);
    radius = Math.max(radius + 260, (ring.length * 120) / (2 * Math.PI));
    ring.forEach((body, n) => {
      const angle = (2 * Math.PI * n) / ring.length - Math.PI / 2;
      angles.set(body, angle);
      places.set(body, [Math.round(radius * 1.35 * Math.cos(angle)), Math.round(radius * Math.sin(angle))]);
    });
  }
  return places;
};

// What is drawn: bodies by place in the list, activities (in the second view), and lines between them.
let scene = { bodies: new Map(), activities: new Map() };
const compose = () => {
  const shown = new Map(), things = new Map();
  if (state.focus) {
    const start = indexOf.get(state.focus);
    const far = around(start, state.steps);
    for (const [body, place] of rings(start, far)) shown.set(body, place);
    return { bodies: shown, activities: things };
  }
  bodies.forEach((body, i) => {
    if (body[state.view] && (neighbours(i).length || (state.view === "what" && model.done[i].length))) shown.set(i, body[state.view]);
  });
  if (state.view === "what") {
    activities.forEach((activity, j) => {
      if (activity.what && model.parts[j].some(([body]) => shown.has(body))) things.set(j, activity.what);
    });
  }
  return { bodies: shown, activities: things };
};

// Of the ties that rest on a large membership alone, those to the initiative are drawn, which makes a star.
const inStar = ({ a, b, activities: shared }) => shared.every((j) => {
  const { own } = activities[j];
  return isStar(activities[j]) && own !== a && own !== b && scene.bodies.has(own);
});
const BELONGS = "belongs:";
const lines = () => {
  const found = model.belongings.filter(({ a, b }) => scene.bodies.has(a) && scene.bodies.has(b)).map(({ n, a, b, relation }) => ({
    id: `${BELONGS}${n}`, from: bodies[a].id, to: bodies[b].id, width: 1.6, dashes: [7, 6], title: relationName(relation), arrows: { to: { enabled: true, scaleFactor: 0.5 } },
  }));
  if (scene.activities.size) {
    for (const j of scene.activities.keys()) {
      for (const [body] of model.parts[j]) {
        if (scene.bodies.has(body)) found.push({ id: `${activityId(j)} ${bodies[body].id}`, from: activityId(j), to: bodies[body].id, width: 1.2 });
      }
    }
    return found;
  }
  for (const tie of model.ties.values()) {
    const { id, a, b, activities: shared } = tie;
    if (scene.bodies.has(a) && scene.bodies.has(b) && !inStar(tie)) {
      found.push({ id, from: bodies[a].id, to: bodies[b].id, width: Math.round(10 + 15 * shared.length ** 0.7) / 10 });
    }
  }
  return found;
};

// What is spoken of keeps its colour and the rest fades; while nothing is, nothing fades.
let spoken = null, painted = 0, labels = [];
const quiet = (id) => (id.startsWith(BELONGS) ? "#8b949e" : edges.length > MANY_LINES ? "#cfd6dd" : "#aab4bf");
const wide = (line) => [...line].reduce((sum, character) => sum + (character > "\u2e7f" ? 1 : 0.55), 0);

// A label is drawn where it can be read and covers no other: the largest come first. What is chosen has its own
// always, and what is not spoken of has none.
const labelledAt = (letter) => {
  const candidates = spoken ? labels.filter(({ id }) => spoken.bodies.has(id)) : labels;
  const chosen = candidates.filter(({ id }) => spoken && spoken.chosen.has(id));
  const below = ({ x, y, size, lines }) => {
    const half = (Math.max(...lines) * letter) / 2;
    return [x - half, y + size, x + half, y + size + lines.length * letter * 1.15];
  };
  const about = ({ x, y, size }) => [x - size, y - size, x + size, y + size];
  const names = chosen.map(below), circles = candidates.slice(0, KEPT_CLEAR).map(about);
  const fits = (label, rank) => {
    const box = below(label);
    const apart = (other) => box[0] >= other[2] || other[0] >= box[2] || box[1] >= other[3] || other[1] >= box[3];
    return names.every(apart) && (rank < ALWAYS_NAMED || circles.every(apart)) && names.push(box);
  };
  return new Set([...chosen, ...candidates.filter(fits)].map(({ id }) => id));
};
const letterSize = () => Math.max(LETTER, READABLE / network.getScale());

const draw = () => {
  scene = compose();
  const at = measureAt(state.size);
  const most = Math.max(...[...scene.bodies.keys()].map((i) => bodies[i].measures[at] ?? 0), 1e-9);
  const drawn = [...scene.bodies].map(([i, [x, y]]) => {
    const size = SMALLEST + (LARGEST - SMALLEST) * ((bodies[i].measures[at] ?? 0) / most) ** 0.5;
    const shape = data.looks[lookOf(bodies[i].kind)].shape;
    return { id: bodies[i].id, label: linesOf(bodies[i]), title: [nameOf(bodies[i]), otherName(bodies[i])].filter(Boolean).join("\n"), x, y, size, color: colourOf(i), shape };
  });
  for (const [j, [x, y]] of scene.activities) {
    const activity = activities[j];
    drawn.push({ id: activityId(j), label: linesOf(activity), title: `${nameOf(activity)}\n${kindName(activity.kind)} ${activity.date}`, x, y, size: 9,
      color: { background: ACTIVITY.colour, border: ACTIVITY.border, highlight: { background: "#ffe88a", border: INK } }, shape: shapeOf(activity.kind) });
  }
  labels = []; // clearing may draw at once, and what is painted then is no longer there
  nodes.clear();
  edges.clear();
  nodes.add(drawn);
  edges.add(lines());
  labels = drawn.map(({ id, x, y, size, label }) => ({ id, x, y, size, lines: label.split("\n").map(wide) })).sort((a, b) => b.size - a.size);
  get("empty").hidden = drawn.length > 0;
  get("empty").textContent = say(data.lined ? "nothing" : "empty");
};

const paint = () => {
  painted = letterSize();
  const shown = labelledAt(painted);
  nodes.update(labels.map(({ id }) => {
    const on = !spoken || spoken.bodies.has(id);
    return { id, opacity: on ? 1 : 0.15, font: { size: shown.has(id) ? painted : 0 } };
  }));
  edges.update(edges.map(({ id }) => ({ id, color: { color: !spoken ? quiet(id) : spoken.ties.has(id) ? DARK : FAINT } })));
};
// The whole is shown, and stays so when the window changes, until the reader moves the view.
let moved = false;
const whole = () => {
  moved = false;
  network.fit({ animation: false, minZoomLevel: 0.02, maxZoomLevel: 1.2 });
  paint();
};

// Bring places of the drawing into the part that the panel leaves free.
const bringIntoView = (ids, least = 0.8) => {
  const places = Object.values(network.getPositions(ids));
  if (!places.length) return;
  const xs = places.map((p) => p.x), ys = places.map((p) => p.y);
  const scale = network.getScale();
  const free = { width: stage.clientWidth, height: stage.clientHeight };
  if (!panel.hidden && narrow.matches) free.height -= panel.offsetHeight - (get("legend").offsetHeight || 0);
  else if (!panel.hidden) free.width -= panel.offsetWidth;
  const spread = Math.max((Math.max(...xs) - Math.min(...xs)) / (free.width * 0.75), (Math.max(...ys) - Math.min(...ys)) / (free.height * 0.7));
  network.moveTo({
    position: { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2 },
    scale: Math.min(Math.max(scale, least), spread ? 1 / spread : 1.2),
    offset: { x: (free.width - stage.clientWidth) / 2, y: (free.height - stage.clientHeight) / 2 },
    animation: false,
  });
};

// Say what is spoken of: a body with its ties, or a tie with its ends, as far as they are drawn.
const speak = () => {
  const drawn = (ids) => ids.filter((id) => nodes.get(id) !== null);
  if (state.tie) {
    const ends = tieEnds(state.tie).map((i) => bodies[i].id);
    spoken = { chosen: new Set(ends), bodies: new Set(ends), ties: new Set([state.tie]) };
    network.setSelection({ nodes: [], edges: edges.get(state.tie) ? [state.tie] : [] });
  } else if (state.node && nodes.get(state.node)) {
    const near = state.focus ? nodes.getIds() : [state.node, ...network.getConnectedNodes(state.node)];
    spoken = { chosen: new Set([state.node]), bodies: new Set(near), ties: new Set(network.getConnectedEdges(state.node)) };
    network.setSelection({ nodes: [state.node], edges: [] });
  } else {
    spoken = null;
    network.unselectAll();
  }
  if (spoken && !drawn([...spoken.bodies]).length) spoken = null;
  if (state.focus) bringIntoView(nodes.getIds(), 1.2);
  else if (spoken) bringIntoView(drawn([...spoken.bodies]));
  paint();
};

network.on("zoom", () => {
  moved = true;
  if (letterSize() !== painted) paint();
});
network.on("dragEnd", () => { moved = true; });
network.on("resize", () => setTimeout(() => {
  if (state.focus) bringIntoView(nodes.getIds(), 1.2);
  else if (!moved && !spoken) whole();
}));
network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node && activityAt(node) >= 0) showActivity(activityAt(node));
  else if (node) change({ node, tie: "" });
  else if (edge?.startsWith(BELONGS)) showBelonging(Number(edge.slice(BELONGS.length)));
  else if (edge && model.ties.has(edge)) change({ tie: edge, node: "" });
  else change({ node: "", tie: "" });
});
network.on("doubleClick", ({ nodes: [node] }) => {
  if (node && activityAt(node) < 0) change({ focus: node, node, steps: 1 });
});
