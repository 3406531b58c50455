/** @import { DrawnLine, DrawnNode, Point, Scene, Tie } from "../types.d.ts" */
// What is drawn, and where: bodies by place in the list, activities (in the second view), and lines between them.
import { around, neighbours } from "../logic/model.js";
import { rings } from "../logic/rings.js";
import { activities, bodies, bodyAt, data, measureAt } from "./data.js";
import { communityOf, kindOf, look, paintOf, shapeOf } from "./looks.js";
import { model, state } from "./state.js";
import { kindName, linesOf, nameOf, otherName, relationName } from "./words.js";

const SMALLEST = 11, LARGEST = 36;
const BELONGS = "belongs:", ACTS = "activity:";

/** @type {(n: number) => string} */
export const lineOfBelonging = (n) => `${BELONGS}${n}`;
/** The belonging that a line stands for, or -1. @type {(id: string) => number} */
export const belongingAt = (id) => (id.startsWith(BELONGS) ? Number(id.slice(BELONGS.length)) : -1);
/** @type {(j: number) => string} */
export const nodeOfActivity = (j) => `${ACTS}${j}`;
/** The activity that a node stands for, or -1. @type {(id: string) => number} */
export const activityAt = (id) => (id.startsWith(ACTS) ? Number(id.slice(ACTS.length)) : -1);

/** @type {() => Scene} */
export const compose = () => {
  /** @type {Map<number, Point>} */
  const things = new Map();
  if (state.focus) {
    const start = bodyAt(state.focus);
    return { bodies: rings(model, start, around(model, start, state.steps), communityOf), activities: things };
  }
  /** @type {Map<number, Point>} */
  const shown = new Map();
  bodies.forEach((body, i) => {
    const place = body[state.view];
    if (place && (neighbours(model, i).length || (state.view === "what" && model.done[i].length))) shown.set(i, place);
  });
  if (state.view === "what") {
    activities.forEach((activity, j) => {
      if (activity.what && model.parts[j].some(([body]) => shown.has(body))) things.set(j, activity.what);
    });
  }
  return { bodies: shown, activities: things };
};

/** @type {(scene: Scene) => DrawnNode[]} */
export const nodesOf = (scene) => {
  const at = measureAt(state.size);
  const value = (/** @type {number} */ i) => bodies[i].measures[at] ?? 0;
  const most = Math.max(...[...scene.bodies.keys()].map(value), 1e-9);
  /** @type {DrawnNode[]} */
  const drawn = [];
  for (const [i, [x, y]] of scene.bodies) {
    const body = bodies[i];
    const size = SMALLEST + (LARGEST - SMALLEST) * (value(i) / most) ** 0.5;
    const title = [nameOf(body), otherName(body)].filter(Boolean).join("\n");
    drawn.push({ id: body.id, label: linesOf(body), title, x, y, size, color: paintOf(i), shape: data.looks[kindOf(i)].shape });
  }
  for (const [j, [x, y]] of scene.activities) {
    const activity = activities[j];
    const title = [nameOf(activity), otherName(activity), `${kindName(activity.kind)} ${activity.date}`].filter(Boolean).join("\n");
    drawn.push({ id: nodeOfActivity(j), label: linesOf(activity), title, x, y, size: 9, color: look().activity, shape: shapeOf(activity.kind) });
  }
  return drawn;
};

// Of the ties that rest on a large membership alone, those to the initiative are drawn, which makes a star.
const inStar = (/** @type {Scene} */ scene, /** @type {Tie} */ { a, b, activities: shared }) => shared.length > 0 && shared.every((j) => {
  const { own, parts } = activities[j];
  return own >= 0 && parts.length > data.star && own !== a && own !== b && scene.bodies.has(own);
});

/** @type {(scene: Scene) => DrawnLine[]} */
export const linesIn = (scene) => {
  /** @type {DrawnLine[]} */
  const found = [];
  for (const { n, a, b, relation } of model.belongings) {
    if (!scene.bodies.has(a) || !scene.bodies.has(b)) continue;
    const ends = { from: bodies[a].id, to: bodies[b].id };
    found.push({ id: lineOfBelonging(n), ...ends, width: 1.6, dashes: [7, 6], title: relationName(relation), arrows: { to: { enabled: true, scaleFactor: 0.5 } } });
  }
  if (scene.activities.size) {
    for (const j of scene.activities.keys()) {
      for (const [body] of model.parts[j]) {
        const [from, to] = [nodeOfActivity(j), bodies[body].id];
        if (scene.bodies.has(body)) found.push({ id: `${from} ${to}`, from, to, width: 1.2 });
      }
    }
    return found;
  }
  for (const tie of model.ties.values()) {
    const { id, a, b, count } = tie;
    if (scene.bodies.has(a) && scene.bodies.has(b) && !inStar(scene, tie)) {
      found.push({ id, from: bodies[a].id, to: bodies[b].id, width: Math.round(10 + 15 * count ** 0.7) / 10 });
    }
  }
  return found;
};
