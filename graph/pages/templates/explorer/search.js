// The search. Width, case, spaces and punctuation make no difference.
const [query, matches] = [get("query"), get("matches")];
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}]+/gu, "");
const folded = bodies.map((body) => [body.label, ...body.names].map(fold));
const MISS = 3;
const grade = (name, wanted) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : MISS);
const find = (text) => {
  const wanted = fold(text);
  if (!wanted) return [];
  const weight = measureAt("weighted_degree");
  return folded
    .map((names, i) => [Math.min(...names.map((name) => grade(name, wanted))), i])
    .filter(([value]) => value < MISS)
    .sort((a, b) => a[0] - b[0] || bodies[b[1]].measures[weight] - bodies[a[1]].measures[weight])
    .slice(0, 12)
    .map(([, i]) => i);
};

let chosen = 0;
const choose = (position) => {
  const items = [...matches.querySelectorAll("[role=option]")];
  if (!items.length) return query.removeAttribute("aria-activedescendant");
  chosen = (position + items.length) % items.length;
  items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
  items[chosen].scrollIntoView({ block: "nearest" });
  query.setAttribute("aria-activedescendant", items[chosen].id);
};
const hideMatches = () => {
  matches.hidden = true;
  query.setAttribute("aria-expanded", "false");
  query.removeAttribute("aria-activedescendant");
};
const jump = (id) => {
  hideMatches();
  change({ node: id, tie: "", table: "", ...(state.focus ? { focus: id, steps: 1 } : {}) });
};
query.addEventListener("input", () => {
  const found = find(query.value);
  matches.replaceChildren(...found.map((i, n) => {
    const item = make("li", [...twice(bodies[i]).childNodes], { role: "option", id: `match-${n}`, "data-body": bodies[i].id });
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      jump(bodies[i].id);
    });
    return item;
  }));
  if (!found.length) matches.append(make("li", say("no_match"), { class: "none" }));
  matches.hidden = !query.value.trim();
  query.setAttribute("aria-expanded", String(!matches.hidden));
  choose(0);
});
query.addEventListener("blur", hideMatches);
query.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen - 1);
  else if (event.key === "Enter") {
    const item = matches.querySelector('[aria-selected="true"]');
    if (item && !matches.hidden) jump(item.dataset.body);
  } else return;
  event.preventDefault();
});
