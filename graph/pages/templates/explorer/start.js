// Bring everything up to date with the state, and begin.
let last = {};
const refresh = (filtersChanged) => {
  if (filtersChanged || !model) compute();
  const drawing = ["view", "focus", "steps", "colour", "size"].some((name) => state[name] !== last[name]) || filtersChanged || last.language !== language;
  const arrangement = ["view", "focus", "steps"].some((name) => state[name] !== last[name]);
  if (drawing) draw();
  showControls();
  if (drawing) showTimeline();
  showTable();
  showPanel();
  if (arrangement) whole();
  speak();
  last = { ...state, language };
};

compute();
const allTies = new Map([...model.ties].map(([id, tie]) => [id, tie.activities.length]));
legend.open = !narrow.matches;
document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(document.activeElement?.tagName);
  if (event.key === "/" && document.activeElement !== query) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === "Escape") {
    hideMatches();
    query.blur();
    get("export").open = false;
    if (state.tie || state.node || !panel.hidden) change({ node: "", tie: "" });
    else if (state.focus) change({ focus: "", steps: 1 });
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && event.key === "f" && state.node) {
    change({ focus: state.node, steps: 1 });
  } else if (!typing && event.key === "t" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    change({ table: state.table ? "" : "bodies" });
  }
});
network.once("afterDrawing", () => {
  if (!spoken) whole();
  document.body.dataset.drawn = "true";
});
reopen();
