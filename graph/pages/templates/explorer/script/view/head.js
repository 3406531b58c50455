// The head of the page: how much the view shows, and what can be done there.
import { anyFilter } from "../logic/filters.js";
import { bodies, bodyAt, data } from "./data.js";
import { scene } from "./drawing.js";
import { get } from "./elements.js";
import { filters, model, state, unknown } from "./state.js";
import { tableOf } from "./table.js";
import { nameOf, say } from "./words.js";

const inDrawing = () => {
  const among = ({ a = -1, b = -1 }) => scene.bodies.has(a) && scene.bodies.has(b);
  return say("counts", { bodies: scene.bodies.size, ties: [...model.ties.values()].filter(among).length });
};

const counts = () => {
  if (state.table) return say(`counts_${state.table}`, { n: tableOf(state.table).rows.length });
  if (state.focus) return say("around", { counts: inDrawing(), name: nameOf(bodies[bodyAt(state.focus)]) });
  if (state.view === "what") return say("counts_what", { bodies: scene.bodies.size, activities: scene.activities.size });
  const alone = bodies.length - data.lined;
  const lined = new Set([...model.ties.values(), ...model.belongings].flatMap(({ a, b }) => [a, b])).size;
  return say(alone && !anyFilter(filters) ? "counts_all" : "counts", { bodies: lined, ties: model.ties.size, alone });
};

export const showHead = () => {
  get("unknown").hidden = !unknown.length;
  get("unknown").textContent = unknown.length ? say("unknown", { what: unknown.join(say("comma")) }) : "";
  get("counts").textContent = say("sentence", { words: counts() });
  get("core").textContent = data.drawn < data.lined && !state.table && !state.focus ? say("core", { n: data.drawn, all: bodies.length }) : "";
  get("hint").textContent = say(state.table ? "hint_table" : state.view === "what" && !state.focus ? "hint_what" : "hint");
};
