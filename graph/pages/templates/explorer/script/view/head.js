// The head of the page: how much the view shows, and what can be done there.
import { anyFilter } from "../logic/filters.js";
import { archive } from "./asking.js";
import { bodies, bodyAt, data } from "./data.js";
import { scene } from "./drawing.js";
import { get } from "./elements.js";
import { filters, model, state, trouble, unknown } from "./state.js";
import { tableOf } from "./table.js";
import { inThousands, nameOf, say } from "./words.js";

const inDrawing = () => {
  const among = ({ a = -1, b = -1 }) => scene.bodies.has(a) && scene.bodies.has(b);
  return say("counts", { bodies: scene.bodies.size, ties: [...model.ties.values()].filter(among).length });
};

const ofArchive = () => {
  if (state.path.includes(" ")) return "";
  return state.focus ? say("around", { counts: inDrawing(), name: nameOf(bodies[bodyAt(state.focus)]) }) : say("counts_archive", archive && Object.fromEntries(Object.entries(archive.totals).map(([name, n]) => [name, inThousands(n)])));
};
const cut = () => {
  if (state.path.includes(" ")) return "";
  const around = bodyAt(state.focus), all = data.partners ?? 0, shown = model.of[around]?.length ?? 0;
  if (state.focus) return shown < all ? say("core_around", { n: shown, all: inThousands(all) }) : "";
  return say("core_archive", { n: scene.bodies.size });
};

const counts = () => {
  if (archive) return ofArchive();
  if (state.table) return say(`counts_${state.table}`, { n: tableOf(state.table).rows.length });
  if (state.focus) return say("around", { counts: inDrawing(), name: nameOf(bodies[bodyAt(state.focus)]) });
  if (state.view === "what") return say("counts_what", { bodies: scene.bodies.size, activities: scene.activities.size });
  const alone = bodies.length - data.lined;
  const lined = new Set([...model.ties.values(), ...model.belongings].flatMap(({ a, b }) => [a, b])).size;
  return say(alone && !anyFilter(filters) ? "counts_all" : "counts", { bodies: lined, ties: model.ties.size, alone });
};

export const showHead = () => {
  get("unknown").hidden = !unknown.length && !trouble;
  get("unknown").textContent = trouble ? say("trouble", { why: trouble }) : unknown.length ? say("unknown", { what: unknown.join(say("comma")) }) : "";
  const counted = counts();
  get("counts").textContent = counted && say("sentence", { words: counted });
  get("core").textContent = archive ? cut() : data.drawn < data.lined && !state.table && !state.focus ? say("core", { n: data.drawn, all: bodies.length }) : "";
  get("hint").textContent = say(state.table ? "hint_table" : state.view === "what" && !state.focus ? "hint_what" : "hint");
};
