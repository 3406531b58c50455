/** @import { DrawnLine, DrawnNode, Label, Scene, Spoken } from "../types.d.ts" */
// The drawing: vis-network holds what the scene has, and shows what the reader speaks of. Letter sizes here and in
// drawing.py, which leaves room for labels, go together.
import { readable, wide } from "../logic/labels.js";
import { bodies, data, tieEnds } from "./data.js";
import { get } from "./elements.js";
import { DARK, INK } from "./looks.js";
import { panel, showActivity, showBelonging } from "./panel.js";
import { activityAt, belongingAt, compose, linesIn, nodesOf } from "./scene.js";
import { change, model, state } from "./state.js";
import { say } from "./words.js";

const MANY_LINES = 300, FAINT = "rgba(170, 180, 191, 0.2)";
const LETTER = 20, READABLE = 11;
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
    scaling: { label: { drawThreshold: 5, maxVisible: 22 } },
    font: { size: LETTER, color: INK, strokeWidth: 5, strokeColor: "#ffffff", face: FACE },
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
let painted = 0;
// The whole is shown, and stays so when the window changes, until the reader moves the view.
let moved = false;

/** The colour of a line while nothing is spoken of. @type {(id: string) => string} */
export const quiet = (id) => (belongingAt(id) >= 0 ? "#8b949e" : edges.length > MANY_LINES ? "#cfd6dd" : "#aab4bf");
const letterSize = () => Math.max(LETTER, READABLE / network.getScale());

export const draw = () => {
  scene = compose();
  const drawn = nodesOf(scene);
  labels = []; // clearing may draw at once, and what is painted then is no longer there
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
  const shown = readable(labels, spoken, painted);
  nodes.update(labels.map(({ id }) => ({
    id,
    opacity: !spoken || spoken.bodies.has(id) ? 1 : 0.15,
    font: { size: shown.has(id) ? painted : 0 },
  })));
  edges.update(edges.map(({ id }) => ({ id, color: { color: !spoken ? quiet(id) : spoken.ties.has(id) ? DARK : FAINT } })));
};

export const whole = () => {
  moved = false;
  network.fit({ animation: false, minZoomLevel: 0.02, maxZoomLevel: 1.2 });
  paint();
};

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

/** Say what is spoken of: a body with its ties, or a tie with its ends, as far as they are drawn. */
export const speak = () => {
  const drawn = (/** @type {Iterable<string>} */ ids) => [...ids].filter((id) => nodes.get(id) !== null);
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
  if (spoken && !drawn(spoken.bodies).length) spoken = null;
  if (state.focus) bringIntoView(nodes.getIds(), 1.2);
  else if (spoken) bringIntoView(drawn(spoken.bodies));
  paint();
};

/** Do something once the first drawing stands. @type {(action: () => void) => void} */
export const onceDrawn = (action) => network.once("afterDrawing", () => {
  if (!spoken) whole();
  action();
});

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
  else if (edge && belongingAt(edge) >= 0) showBelonging(belongingAt(edge));
  else if (edge && model.ties.has(edge)) change({ tie: edge, node: "" });
  else change({ node: "", tie: "" });
});
network.on("doubleClick", ({ nodes: [node] }) => {
  if (node && activityAt(node) < 0) change({ focus: node, node, steps: 1 });
});
get("whole").addEventListener("click", () => (state.focus ? change({ focus: "", steps: 1 }) : whole()));
