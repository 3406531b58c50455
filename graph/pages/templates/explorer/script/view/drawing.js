/** @import { Box, Drawn, DrawnLine, DrawnNode, Label, Look, Placed, Scene, Spoken } from "../types.d.ts" */
// The drawing: vis-network draws nodes and lines and says what the pointer is at; names are drawn here, beside their
// nodes. Letter sizes here and in drawing.py, which leaves room for names, go together.
import { CLOSED } from "../logic/address.js";
import { fitted, stretched } from "../logic/fitting.js";
import { placed, wide } from "../logic/labels.js";
import { activities, belongingNumber, bodies, data, known, tieEnds } from "./data.js";
import { get } from "./elements.js";
import { look } from "./looks.js";
import { openBelonging, panel } from "./panel.js";
import { activityAt, belongingAt, compose, lineOfBelonging, linesIn, nodeOfActivity, nodesOf } from "./scene.js";
import { change, model, state } from "./state.js";
import { say } from "./words.js";

const MANY_LINES = 300;
const TWO_CLICKS = 350; // milliseconds in which they are one double click
const LETTER = 20, READABLE = 11, LARGEST = 1.2, PHONE = 0.55;
export const FACE = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
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
  edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 1 },
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

/** The colour of a line. @type {(id: string, colours: Look) => string} */
export const lineColour = (id, { spoken: dark, faint, belongs, worked, many }) => {
  if (spoken) return spoken.ties.has(id) ? dark : faint;
  return belongingAt(id) >= 0 ? belongs : edges.length > MANY_LINES ? many : worked;
};
const letterAt = (/** @type {number} */ scale) => Math.max(LETTER, READABLE / scale);
const letterSize = () => letterAt(network.getScale());
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

/** Where a part of the page that lies on the drawing stands in it. @type {(part: HTMLElement) => Box} */
const boxOf = ({ offsetLeft: x, offsetTop: y, offsetWidth: w, offsetHeight: h }) => {
  const [from, to] = [network.DOMtoCanvas({ x, y }), network.DOMtoCanvas({ x: x + w, y: y + h })];
  return [from.x, from.y, to.x, to.y];
};

const paint = () => {
  painted = letterSize();
  names = placed(labels, spoken, painted, inView().box, [boxOf(get("whole"))]);
  nodes.update(labels.map(({ id }) => ({ id, opacity: !spoken || spoken.bodies.has(id) ? 1 : 0.15 })));
  const colours = look();
  edges.update(edges.map(({ id }) => ({ id, color: { color: lineColour(id, colours), highlight: colours.ink, hover: colours.spoken } })));
};

const fittedIn = (/** @type {[number, number]} */ space) => fitted(labels, (at) => placed(labels, null, letterAt(at)), space, LARGEST);

/** All that is drawn, as it fits a room in pixels, with the names that have room there. @type {(space: [number, number]) => Drawn} */
export const wholeIn = (space) => {
  const { scale, middle: [x, y] } = labels.length ? fittedIn(space) : { scale: 1, middle: [0, 0] };
  const [w, h] = [space[0] / scale / 2, space[1] / scale / 2];
  return { room: space, box: [x - w, y - h, x + w, y + h], letter: letterAt(scale), names: placed(labels, spoken, letterAt(scale)) };
};

/** What the reader sees of it. @type {() => Drawn} */
export const inView = () => {
  const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: room()[0], y: room()[1] })];
  return { room: room(), box: [from.x, from.y, to.x, to.y], letter: painted, names };
};

/** Show all; on a phone, where all would be too small to read, the largest with what stands about it. */
export const whole = () => {
  moved = false;
  if (labels.length) {
    const { scale, middle } = fittedIn(room());
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
  pen.strokeStyle = look().paper;
  pen.fillStyle = look().ink;
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

/** The panel has come or gone: the stage is what it leaves. */
export const refit = () => network.setSize("100%", "100%");

// Bring nodes and their names into view; on a phone, into the part that the panel leaves free, and where all would be
// too small to read there, what is chosen.
const bringIntoView = (/** @type {Set<string>} */ ids, least = 0.8) => {
  const near = labels.filter(({ id }) => ids.has(id));
  if (!near.length) return;
  const [width, height] = room();
  const free = !panel.hidden && narrow.matches ? height - panel.offsetHeight + (get("legend").offsetHeight || 0) : height;
  const { scale, middle } = fitted(near, (at) => placed(near, spoken, letterAt(at)), [width, free], LARGEST);
  const chosen = narrow.matches && scale < PHONE && !state.focus ? near.find(({ id }) => spoken?.chosen.has(id)) : null;
  const [x, y] = chosen ? [chosen.x, chosen.y] : middle;
  const most = chosen ? PHONE : scale;
  network.moveTo({ position: { x, y }, scale: Math.min(Math.max(network.getScale(), least), most), offset: { x: 0, y: (free - height) / 2 }, animation: false });
};

/** The line that is open, and the bodies at its ends. @type {() => { line: string, ends: string[] } | null} */
const openLine = () => {
  const n = state.belonging ? belongingNumber(state.belonging) : -1;
  const belonging = model.belongings.find((one) => one.n === n);
  if (!state.tie && !belonging) return null;
  const ends = belonging && !state.tie ? [belonging.a, belonging.b] : tieEnds(state.tie);
  return { line: state.tie || lineOfBelonging(n), ends: ends.map((i) => bodies[i].id) };
};
/** Say what is spoken of: a body or an activity with its lines, or a line with its ends, as far as they are drawn. */
export const speak = () => {
  const activity = known.activities.at(state.activity), open = openLine();
  const node = activity === undefined ? state.node : nodeOfActivity(activity);
  const drawn = (/** @type {Iterable<string>} */ ids) => [...ids].filter((id) => nodes.get(id) !== null);
  if (open) {
    const { line, ends } = open;
    spoken = { chosen: new Set(ends), bodies: new Set(ends), ties: new Set([line]) };
    network.setSelection({ nodes: [], edges: edges.get(line) ? [line] : [] });
  } else if (node && nodes.get(node)) {
    const near = state.focus ? nodes.getIds() : [node, ...network.getConnectedNodes(node)];
    spoken = { chosen: new Set([node]), bodies: new Set(near), ties: new Set(network.getConnectedEdges(node)) };
    network.setSelection({ nodes: [node], edges: [] });
  } else {
    spoken = null;
    network.unselectAll();
  }
  if (spoken && !drawn(spoken.bodies).length) spoken = null;
  if (state.focus) bringIntoView(new Set(nodes.getIds()), LARGEST);
  else if (spoken) bringIntoView(spoken.bodies);
  paint();
};

/** Point at a tie of the chosen body, which stays chosen. @type {(id: string) => void} */
export const pointAt = (id) => {
  const ends = tieEnds(id).map((i) => bodies[i].id);
  const near = new Set([...network.getConnectedNodes(state.node), ...ends]);
  spoken = { chosen: new Set(ends), bodies: near, ties: new Set([id]) };
  network.setSelection({ nodes: [state.node], edges: edges.get(id) ? [id] : [] });
  paint();
};

/** The body that is drawn largest, as an id. */
export const largest = () => labels.find(({ id }) => activityAt(id) < 0)?.id;

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
  if (state.focus || (!moved && spoken)) speak();
  else if (!moved) {
    draw();
    whole();
  }
}));
// The first click of two opens the panel and moves the drawing: the second is of what the first was on.
let clicked = { node: "", when: -Infinity };
network.on("click", ({ nodes: [at], edges: [edge], pointer, event }) => {
  const when = event.srcEvent.timeStamp;
  if (when - clicked.when < TWO_CLICKS) return;
  const node = at ?? (edge ? undefined : namedAt(pointer.canvas)); // a line under a name is harder to hit
  clicked = { node: node ?? "", when };
  if (node && activityAt(node) >= 0) change({ ...CLOSED, activity: activities[activityAt(node)].id });
  else if (node) change({ ...CLOSED, node });
  else if (edge && belongingAt(edge) >= 0) openBelonging(belongingAt(edge));
  else if (edge && model.ties.has(edge)) change({ ...CLOSED, tie: edge });
  else change(CLOSED);
});
// The browser's own event: vis-network's is missed where what the first click does takes long.
get("network").addEventListener("dblclick", () => {
  const { node } = clicked;
  if (node && activityAt(node) < 0) change({ ...CLOSED, focus: node, node, steps: 1 });
});
get("whole").addEventListener("click", () => (state.focus || state.path ? change({ focus: "", path: "", steps: 1 }) : whole()));
