/** @import { Tie } from "../types.d.ts" */
// Going along ties with the keyboard: the arrow keys point at one after another of the chosen body's, Enter opens the
// tie, and from there the body at its other end.
import { CLOSED } from "../logic/address.js";
import { clockwise } from "../logic/clockwise.js";
import { otherEnd } from "../logic/model.js";
import { bodies, bodyAt, tieEnds } from "./data.js";
import { largest, pointAt, scene } from "./drawing.js";
import { get } from "./elements.js";
import { change, model, state, trail } from "./state.js";
import { nameOf, say } from "./words.js";

/** The tie that is pointed at. @type {Tie | null} */
let pointed = null;

/** What was pointed at is not any more, since the page has changed. */
export const stopPointing = () => {
  pointed = null;
  get("pointed").textContent = "";
};

const step = (/** @type {number} */ by) => {
  const body = bodyAt(state.node), middle = scene.bodies.get(body);
  const drawn = model.of[body].filter((tie) => scene.bodies.has(otherEnd(tie, body)));
  if (!middle || !drawn.length) return;
  const ties = clockwise(drawn, middle, (tie) => scene.bodies.get(otherEnd(tie, body)) ?? middle);
  const at = pointed ? ties.indexOf(pointed) + by : by > 0 ? 0 : -1;
  pointed = ties[(at + ties.length) % ties.length];
  pointAt(pointed.id);
  get("pointed").textContent = say("pointed", { name: nameOf(bodies[otherEnd(pointed, body)]), n: pointed.count });
};

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Whether a key means something here, and if so do it. @type {(key: string) => boolean} */
export const walk = (key) => {
  const start = largest();
  if (key !== "Enter" && !STEPS[key]) return false;
  if (state.tie && key === "Enter") {
    const ends = tieEnds(state.tie).map((i) => bodies[i].id);
    change({ ...CLOSED, node: ends.find((id) => id !== trail.at(-1)?.id) ?? ends[0] });
  } else if (pointed && key === "Enter") change({ ...CLOSED, tie: pointed.id });
  else if (state.node && key !== "Enter") step(STEPS[key]);
  else if (!state.node && !state.tie && start) change({ ...CLOSED, node: start });
  else return false;
  return true;
};
