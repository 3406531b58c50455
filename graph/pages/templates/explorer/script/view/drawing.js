/** @import { DrawnLine, DrawnNode, Label, Placed, Scene, Spoken } from "../types.d.ts" */
// The drawing: vis-network draws nodes and lines and says what the pointer is at; names are drawn here, beside their
// nodes. Letter sizes here and in drawing.py, which leaves room for names, go together.
import { fitted, stretched } from "../logic/fitting.js";
import { placed, wide } from "../logic/labels.js";
import { bodies, data, tieEnds } from "./data.js";
import { get } from "./elements.js";
import { DARK, INK } from "./looks.js";
import { panel, showActivity, showBelonging } from "./panel.js";
import { activityAt, belongingAt, compose, linesIn, nodeOfActivity, nodesOf } from "./scene.js";
import { change, model, state } from "./state.js";
import { say } from "./words.js";

const MANY_LINES = 300, FAINT = "rgba(170, 180, 191, 0.2)";
const LETTER = 20, READABLE = 11, LARGEST = 1.2, PHONE = 0.55;
const FACE = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
export const narrow = matchMedia("(max-width: 720px)");
const stage = get("stage");

/** @type {InstanceType<typeof vis.DataSet<DrawnNode>>} */
export const nodes = new vis.DataSet([]);
/** @type {InstanceType<typeof vis.DataSet<DrawnLine>>} */
export const edges = new vis.DataSet([]);
export const network = new vis.Network(get("network"), { nodes, edges }, {
  physics: { enabled: false },
  interaction: { hover: true, tooltipDelay: 200, multiselect: false, selectConnectedEdges: false, hideEdgesOnDrag: false },
  nodes: {
    borderWidth: 1.5,
    borderWidthSelected: 4,
    font: { size: 0 },
  },
  edges: { smooth: false, color: { color: "#aab4bf", highlight: INK, hover: DARK }, selectionWidth: 1.5, hoverWidth: 1 },
});

/** @type {Scene} */
export let scene = { bodies: new Map(), activities: new Map() };
// What is spoken of keeps its colour and the rest fades; while nothing is, nothing fades.
/** @type {Spoken | null} */
let spoken = null;
/** @type {Label[]} */
let labels = [];
/** @type {Map<string, Placed>} */
export let names = new Map();
let painted = 0;
// The whole is shown, and stays so when the window changes, until the reader moves the view.
let moved = false;

/** The colour of a line while nothing is spoken of. @type {(id: string) => string} */
export const quiet = (id) => (belongingAt(id) >= 0 ? "#8b949e" : edges.length > MANY_LINES ? "#cfd6dd" : "#aab4bf");
const letterAt = (/** @type {number} */ scale) => Math.max(LETTER, READABLE / scale);
export const letterSize = () => letterAt(network.getScale());
const room = () => /** @type {[number, number]} */ ([stage.clientWidth, stage.clientHeight]);

export const draw = () => {
  const found = compose();
  const [width, height] = room();
  const [who, what] = stretched([found.bodies, found.activities], width / (height || 1));
  scene = { bodies: who, activities: what };
  const drawn = nodesOf(scene);
  labels = []; // clearing may draw at once, and what is painted then is no longer there
  names = new Map();
  nodes.clear();
  edges.clear();
  nodes.add(drawn);
  edges.add(linesIn(scene));
  labels = drawn.map(({ id, x, y, size, label }) => ({ id, x, y, size, lines: label.split("\n").map(wide) })).sort((a, b) => b.size - a.size);
  get("empty").hidden = drawn.length > 0;
  get("empty").textContent = say(data.lined ? "nothing" : "empty");
};

const paint = () => {
  painted = letterSize();
  const [width, height] = room();
  const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: width, y: height })];
  names = placed(labels, spoken, painted, [from.x, from.y, to.x, to.y]);
  nodes.update(labels.map(({ id }) => ({ id, opacity: !spoken || spoken.bodies.has(id) ? 1 : 0.15 })));
  edges.update(edges.map(({ id }) => ({ id, color: { color: !spoken ? quiet(id) : spoken.ties.has(id) ? DARK : FAINT } })));
};

/** Show all; on a phone, where all would be too small to read, the largest with what stands about it. */
export const whole = () => {
  moved = false;
  if (labels.length) {
    const { scale, middle } = fitted(labels, (at) => placed(labels, null, letterAt(at)), room(), LARGEST);
    const near = narrow.matches && scale < PHONE && !state.focus;
    const [x, y] = near ? [labels[0].x, labels[0].y] : middle;
    network.moveTo({ position: { x, y }, scale: near ? PHONE : scale, offset: { x: 0, y: 0 }, animation: false });
  }
  paint();
};

network.on("afterDrawing", (pen) => {
  pen.save();
  pen.font = `${painted}px ${FACE}`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = painted / 4;
  pen.strokeStyle = "#ffffff";
  pen.fillStyle = INK;
  for (const { id, align, box: [left, top, right, bottom] } of names.values()) {
    const lines = nodes.get(id)?.label.split("\n") ?? [];
    const x = { left, center: (left + right) / 2, right }[align];
    pen.textAlign = align;
    lines.forEach((line, n) => {
      const y = top + ((n + 0.5) * (bottom - top)) / lines.length;
      pen.strokeText(line, x, y);
      pen.fillText(line, x, y);
    });
  }
  pen.restore();
});
/** The node whose name stands at a point. @type {(point: { x: number, y: number }) => string | undefined} */
const namedAt = ({ x, y }) => [...names.values()].find(({ box: [left, top, right, bottom] }) => x >= left && x <= right && y >= top && y <= bottom)?.id;

// Bring places of the drawing into the part that the panel leaves free.
const bringIntoView = (/** @type {string[]} */ ids, least = 0.8) => {
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

/** Say what is spoken of: a body or an activity with its lines, or a tie with its ends, as far as they are drawn. */
export const speak = (node = state.node) => {
  const drawn = (/** @type {Iterable<string>} */ ids) => [...ids].filter((id) => nodes.get(id) !== null);
  if (state.tie) {
    const ends = tieEnds(state.tie).map((i) => bodies[i].id);
    spoken = { chosen: new Set(ends), bodies: new Set(ends), ties: new Set([state.tie]) };
    network.setSelection({ nodes: [], edges: edges.get(state.tie) ? [state.tie] : [] });
  } else if (node && nodes.get(node)) {
    const near = state.focus ? nodes.getIds() : [node, ...network.getConnectedNodes(node)];
    spoken = { chosen: new Set([node]), bodies: new Set(near), ties: new Set(network.getConnectedEdges(node)) };
    network.setSelection({ nodes: [node], edges: [] });
  } else {
    spoken = null;
    network.unselectAll();
  }
  if (spoken && !drawn(spoken.bodies).length) spoken = null;
  if (state.focus) bringIntoView(nodes.getIds(), 1.2);
  else if (spoken) bringIntoView(drawn(spoken.bodies));
  paint();
};

/** @type {(j: number) => void} */
export const openActivity = (j) => {
  change({ node: "", tie: "", table: "" });
  showActivity(j);
  speak(nodeOfActivity(j));
};

/** Do something once the first drawing stands. @type {(action: () => void) => void} */
export const onceDrawn = (action) => network.once("afterDrawing", () => {
  if (!spoken) whole();
  action();
});

for (const how of ["zoom", "dragEnd"]) {
  network.on(how, () => {
    moved = true;
    paint();
  });
}
network.on("resize", () => setTimeout(() => {
  if (state.focus) bringIntoView(nodes.getIds(), 1.2);
  else if (!moved && !spoken) {
    draw();
    whole();
  }
}));
network.on("click", ({ nodes: [at], edges: [edge], pointer }) => {
  const node = at ?? (edge ? undefined : namedAt(pointer.canvas)); // a line under a name is harder to hit
  if (node && activityAt(node) >= 0) openActivity(activityAt(node));
  else if (node) change({ node, tie: "" });
  else if (edge && belongingAt(edge) >= 0) showBelonging(belongingAt(edge));
  else if (edge && model.ties.has(edge)) change({ tie: edge, node: "" });
  else change({ node: "", tie: "" });
});
network.on("doubleClick", ({ nodes: [at], pointer }) => {
  const node = at ?? namedAt(pointer.canvas);
  if (node && activityAt(node) < 0) change({ focus: node, node, steps: 1 });
});
get("whole").addEventListener("click", () => (state.focus ? change({ focus: "", steps: 1 }) : whole()));
