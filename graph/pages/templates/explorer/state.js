// Where the reader is, kept in the address so that a link reopens the same view and the browser's Back works.
const START = { view: "who", node: "", tie: "", focus: "", steps: 1, colour: "kind", size: "weighted_degree", table: "" };
let state = { ...START };
let trail = [];

const written = () => {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value !== START[name]) found.set(name, value);
  for (const name of ["from", "to"]) if (filters[name]) found.set(name, filters[name]);
  if (filters.weight > 1) found.set("weight", filters.weight);
  for (const name of ["undated", "apart", "rolled"]) if (filters[name]) found.set(name, 1);
  for (const name of ["kinds", "relations"]) if (filters[name].size) found.set(`no-${name}`, [...filters[name]].sort().join(","));
  if (language !== spokenAtFirst) found.set("lang", language);
  return found.toString();
};
const spokenAtFirst = language;

const read = (text) => {
  const given = new URLSearchParams(text);
  const one = (name, allowed) => (allowed.includes(given.get(name)) ? given.get(name) : START[name]);
  const ends = tieEnds(given.get("tie") ?? "");
  const body = (name) => (indexOf.has(given.get(name)) ? given.get(name) : "");
  state = {
    view: one("view", ["who", "what"]),
    node: body("node"),
    tie: ends.length === 2 && ends.every((end) => end !== undefined) ? tieId(...ends) : "",
    focus: body("focus"),
    steps: Math.min(Math.max(Math.trunc(Number(given.get("steps"))) || 1, 1), 3),
    colour: one("colour", ["kind", "community"]),
    size: one("size", data.measures),
    table: one("table", ["bodies", "ties"]),
  };
  filters = noFilters();
  for (const name of ["from", "to"]) if (/^\d{4}(-\d\d)?$/.test(given.get(name) ?? "")) filters[name] = given.get(name);
  for (const name of ["undated", "apart", "rolled"]) filters[name] = given.get(name) === "1";
  filters.weight = Math.max(Math.trunc(Number(given.get("weight"))) || 1, 1);
  for (const name of ["kinds", "relations"]) filters[name] = new Set((given.get(`no-${name}`) ?? "").split(",").filter(Boolean));
  language = ["zh", "en"].includes(given.get("lang")) ? given.get("lang") : spokenAtFirst;
};

// Every change of what is shown goes through here.
const change = (changes, { filter } = {}) => {
  Object.assign(state, changes);
  if (filter) Object.assign(filters, filter);
  if (state.node && trail.at(-1) !== state.node) trail = [...trail.filter((id) => id !== state.node), state.node].slice(-6);
  const hash = written();
  if (hash !== location.hash.slice(1)) history.pushState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  refresh(Boolean(filter));
};
const reopen = () => {
  read(location.hash.slice(1));
  if (state.node && trail.at(-1) !== state.node) trail = [...trail.filter((id) => id !== state.node), state.node].slice(-6);
  translate();
  refresh(true);
};
addEventListener("popstate", reopen);
addEventListener("hashchange", reopen);
