// The legend, which is also where kinds, relations and weight are filtered, and the choices of view.
const legend = get("legend");
const select = (id, options, current, action) => {
  const element = get(id);
  element.replaceChildren(...options.map(([value, text]) => make("option", text, { value })));
  element.value = current;
  element.onchange = () => action(element.value);
};
const toggled = (set, value, on) => {
  const found = new Set(set);
  if (on) found.delete(value);
  else found.add(value);
  return found;
};
const box = (text, on, action, mark) => {
  const input = make("input", [], { type: "checkbox" });
  input.checked = on;
  input.addEventListener("change", () => action(input.checked));
  return make("li", make("label", [input, mark, text]));
};
const swatch = (shape, colour) => {
  const element = make("i", [], { class: shape });
  element.style.background = colour;
  return element;
};
const counted = (name, count) => make("span", [name, make("small", String(count))]);

const legendOfKinds = () => {
  const counts = new Map();
  bodies.forEach((body) => { if (body.who || body.what) counts.set(lookOf(body.kind), (counts.get(lookOf(body.kind)) ?? 0) + 1); });
  return Object.keys(data.looks).filter((kind) => counts.has(kind)).map((kind) => {
    const mark = state.colour === "kind" ? swatch(data.looks[kind].shape, data.looks[kind].colour) : null;
    return box(counted(kindName(kind), counts.get(kind)), !filters.kinds.has(kind), (on) => change({}, { filter: { kinds: toggled(filters.kinds, kind, on) } }), mark);
  });
};
const legendOfCommunities = () => {
  const members = new Map();
  for (const i of scene.bodies.keys()) members.set(communityOf(i), [...(members.get(communityOf(i)) ?? []), i]);
  const weight = measureAt("weighted_degree");
  return [...members].sort((a, b) => a[0] - b[0]).slice(0, COMMUNITY.length).map(([, group]) => {
    const lead = group.sort((a, b) => bodies[b].measures[weight] - bodies[a].measures[weight])[0];
    return make("li", [swatch("dot", colourOf(lead)), counted(nameOf(bodies[lead]), group.length)]);
  });
};

// Between whom there is a line and why: worked together, or belongs.
const line = (name) => make("i", [], { class: `line ${name}` });
const legendOfLines = () => [
  make("li", make("label", [line("worked"), say("line_worked")])),
  ...(data.belongings.length ? [box(say("line_belongs"), !filters.apart, (on) => change({}, { filter: { apart: !on } }), line("belongs"))] : []),
  ...(data.parents.some((top, i) => top !== i) ? [box(say("rolled"), filters.rolled, (rolled) => change({}, { filter: { rolled } }))] : []),
];

const showControls = () => {
  const heaviest = Math.max(1, ...[...allTies.values()]);
  for (const name of ["who", "what"]) get(`view-${name}`).setAttribute("aria-pressed", String(state.view === name && !state.table));
  get("view-table").setAttribute("aria-pressed", String(Boolean(state.table)));
  select("colour", [["kind", say("by_kind")], ["community", say("by_community")]], state.colour, (colour) => change({ colour }));
  select("size", data.measures.filter((name) => name !== "community").map((name) => [name, measureName(name)]), state.size, (size) => change({ size }));
  get("kinds").replaceChildren(...legendOfKinds());
  get("lines").replaceChildren(...legendOfLines());
  get("communities").replaceChildren(...(state.colour === "community" ? legendOfCommunities() : []));
  get("communities-title").hidden = state.colour !== "community";
  const used = new Set(activities.flatMap(({ parts }) => parts.flatMap(([, names]) => names)));
  get("relations").replaceChildren(...[...used].sort().map((name) =>
    box(relationName(name), !filters.relations.has(name), (on) => change({}, { filter: { relations: toggled(filters.relations, name, on) } }))));
  const range = get("weight");
  range.max = heaviest;
  range.value = filters.weight;
  range.disabled = heaviest === 1;
  get("weight-said").textContent = filters.weight === 1 ? say("weight_one") : say("weight", { n: filters.weight });
  get("reset").hidden = !filters.kinds.size && !filters.relations.size && !filters.from && !filters.to && filters.weight === 1 && !filters.apart && !filters.rolled;
  const alone = bodies.length - data.lined;
  const ties = model.ties.size;
  const shown = new Set([...model.ties.values(), ...model.belongings].flatMap(({ a, b }) => [a, b])).size;
  get("counts").textContent = say(alone && get("reset").hidden ? "counts_all" : "counts", { bodies: shown, ties, alone });
  get("core").textContent = data.drawn < data.lined ? say("core", { n: data.drawn, all: bodies.length }) : "";
};
get("weight").addEventListener("input", () => change({}, { filter: { weight: Number(get("weight").value) } }));
get("reset").addEventListener("click", () => change({}, { filter: noFilters() }));
for (const name of ["who", "what"]) get(`view-${name}`).addEventListener("click", () => change({ view: name, table: "", focus: "", steps: 1 }));
get("view-table").addEventListener("click", () => change({ table: state.table ? "" : "bodies" }));
get("whole").addEventListener("click", () => (state.focus ? change({ focus: "", steps: 1 }) : whole()));
get("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  translate();
  change({});
});
