/** @import { Language, State } from "../types.d.ts" */
// Where the page begins: it keeps everything up to date with the state, and listens to the keyboard.
import { archive } from "./asking.js";
import { draw, names, network, onceDrawn, refit, speak, whole } from "./drawing.js";
import { get } from "./elements.js";
import { menu } from "./export.js";
import { showHead } from "./head.js";
import { showLegend } from "./legend.js";
import { night } from "./looks.js";
import { close, panel, showPanel } from "./panel.js";
import { hideMatches, query } from "./search.js";
import { change, language, reopen, state, whenChanged } from "./state.js";
import { showTable } from "./table.js";
import { showTimeline } from "./timeline.js";
import { stopPointing, walk } from "./walking.js";
import { translate } from "./words.js";

const ARRANGEMENT = /** @type {const} */ (["view", "focus", "path", "steps", "pages"]);
const LOOKS = /** @type {const} */ (["colour", "size"]);

/** What the page shows now. @type {Partial<State> & { language?: Language }} */
let last = {};
whenChanged((filtered) => {
  const differs = (/** @type {keyof State} */ name) => state[name] !== last[name];
  const translated = language !== last.language;
  const arranged = ARRANGEMENT.some(differs);
  const drawn = arranged || filtered || translated || LOOKS.some(differs);
  if (translated) translate();
  showPanel();
  refit();
  if (drawn) draw();
  showLegend();
  if (drawn) showTimeline();
  showTable();
  showHead();
  stopPointing();
  if (arranged) whole();
  speak();
  last = { ...state, language };
  if (archive && !document.body.dataset.drawn) onceDrawn(tell);
});

const drawing = get("network");
document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(document.activeElement?.tagName ?? "");
  const plain = !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "/" && document.activeElement !== query) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === "Escape") {
    hideMatches();
    query.blur();
    menu.open = false;
    if (!panel.hidden) close();
    else if (state.focus) change({ focus: "", steps: 1 });
  } else if (event.key === "Enter" && document.activeElement === query) {
    drawing.focus(); // where the arrow keys go on from what was found
  } else if (plain && [drawing, document.body].includes(/** @type {HTMLElement} */ (document.activeElement)) && !state.table && walk(event.key)) {
    event.preventDefault();
  } else if (plain && event.key === "f" && state.node) {
    change({ focus: state.node, steps: 1 });
  } else if (plain && event.key === "t" && !archive) {
    change({ table: state.table ? "" : "bodies" });
  }
});
addEventListener("popstate", reopen);
addEventListener("hashchange", reopen);
night.addEventListener("change", reopen);

Object.assign(window, { network, named: () => [...names.values()] }); // for the tests, which ask where things are drawn; no module reads it
const tell = () => { document.body.dataset.drawn = "true"; };
if (!archive) onceDrawn(tell); // an archive is drawn first when its first part has come
reopen();
