// The panel: a body, a tie or an activity, each down to the quoted sentences.
const content = get("content");
const open = (...elements) => {
  content.replaceChildren(...elements.filter(Boolean));
  panel.hidden = false;
  panel.scrollTop = 0;
};
const quote = (number) => {
  const [report, paragraph, before, words, after] = quotations[number];
  return make("blockquote", [before, make("mark", words), after, make("footer", `${report}, ${say("paragraph", { n: paragraph })}`)]);
};
const roles = (names) => names.map(relationName).join(", ") || say("own");

const source = ({ datedBy }) => (datedBy ? ` (${say(`dated_${datedBy}`)})` : "");
const dates = (activity) => ([activity.date, activity.end].filter(Boolean).join(" – ") || say("undated")) + source(activity);

const activitySection = (j, chosen) => {
  const activity = activities[j];
  const parts = partsOf(activity).filter(([body]) => chosen.includes(body));
  const words = [...new Set(parts.flatMap(([, , quoted]) => quoted))];
  const facts = activity.id ? parts.flatMap(([body, names]) => [make("dt", nameOf(bodies[body])), make("dd", roles(names))]) : [];
  return make("section", [
    make("h3", activity.id ? nameOf(activity) : say("partnership")),
    activity.id ? soft([kindName(activity.kind), dates(activity), activity.place].filter(Boolean).join(" · ")) : null,
    facts.length ? make("dl", facts) : null,
    ...(words.length ? words.map(quote) : [soft(say("no_words"))]),
  ]);
};

const showTie = () => {
  const [a, b] = tieEnds(state.tie);
  const tie = model.ties.get(state.tie);
  const count = tie?.activities.length ?? 0;
  open(
    ...[a, b].map((i) => make("h2", button(nameOf(bodies[i]), () => change({ node: bodies[i].id, tie: "" })))),
    make("h4", count === 1 ? say("together_one") : say("together", { n: count })),
    ...(tie?.activities ?? []).slice().sort(byDate).map((j) => activitySection(j, [a, b])),
  );
};

const showActivity = (j) => {
  const activity = activities[j];
  const rows = partsOf(activity).map(([body, names]) => make("li", button([twice(bodies[body]), make("b", roles(names))], () => change({ node: bodies[body].id, tie: "" }))));
  const words = [...new Set(activity.parts.flatMap(([, , quoted]) => quoted))];
  open(
    make("h2", nameOf(activity)),
    otherName(activity) ? make("p", otherName(activity)) : null,
    soft([kindName(activity.kind), dates(activity), activity.place].filter(Boolean).join(" · ")),
    make("h4", say("who_took_part")),
    make("ul", rows),
    ...words.map(quote),
  );
};

const partnerList = (i) => make("ul", model.of[i]
  .slice()
  .sort((x, y) => y.activities.length - x.activities.length || (nameOf(bodies[otherEnd(x, i)]) < nameOf(bodies[otherEnd(y, i)]) ? -1 : 1))
  .map((tie) => make("li", button([twice(bodies[otherEnd(tie, i)]), make("b", `${tie.activities.length}×`)], () => change({ tie: tie.id, node: "" })))));

// How bodies belong to one another, which is no partnership.
const belongingList = (i) => make("ul", model.near[i].map(({ n, a, relation, b }) =>
  make("li", button([nameOf(bodies[a]), make("small", relationName(relation)), nameOf(bodies[b])], () => showBelonging(n)))));
const showBelonging = (n) => {
  const [a, relation, b, words] = data.belongings[n];
  const name = (i) => make("h2", button(nameOf(bodies[i]), () => change({ node: bodies[i].id, tie: "" })));
  open(name(a), make("h4", relationName(relation)), name(b), soft(say("belonging_said")), ...words.map(quote));
};

const activityList = (i) => make("ul", model.done[i].slice().sort(byDate).map((j) => {
  const [, names] = partsOf(activities[j]).find(([body]) => body === i);
  const what = make("span", [make("time", (activities[j].date || say("undated")) + source(activities[j])), ` ${nameOf(activities[j])}`, make("small", roles(names))]);
  return make("li", button(what, () => showActivity(j)));
}));

const measureTable = (body) => make("table", [
  make("thead", make("tr", ["measure", "value", "rank"].map((name) => make("th", say(name), { scope: "col" })))),
  make("tbody", data.measures.map((name, n) => make("tr", [
    make("th", measureName(name), { scope: "row", title: data.meanings[name] }),
    make("td", figure(body.measures[n])),
    make("td", String(body.ranks[n] ?? "")),
  ]))),
]);

const trailBar = () => {
  const before = trail.filter((id) => id !== state.node);
  if (!before.length) return null;
  return make("nav", [
    button(`← ${say("back")}`, () => history.back(), { class: "back" }),
    ...before.slice(-4).map((id) => button(nameOf(bodies[indexOf.get(id)]), () => change({ node: id, tie: "", ...(state.focus ? { focus: id } : {}) }))),
  ], { class: "trail", "aria-label": say("trail") });
};

const focusBar = (id) => {
  const found = state.focus === id
    ? [button(say("unfocus"), () => change({ focus: "", steps: 1 }))]
    : [button(say("focus"), () => change({ focus: id, steps: 1 }), { class: "main" })];
  if (state.focus === id && state.steps < 3) found.push(button(say("wider"), () => change({ steps: state.steps + 1 })));
  if (state.focus === id && state.steps > 1) found.push(button(say("nearer"), () => change({ steps: state.steps - 1 })));
  return make("p", found, { class: "actions" });
};

const showBody = () => {
  const i = topOf(indexOf.get(state.node)), body = bodies[i];
  const kind = make("p", kindName(body.kind), { class: "soft kind" });
  kind.style.setProperty("--colour", colourOf(i));
  const count = model.of[i].length;
  const others = body.names.filter((name) => name !== body.label && name !== body.english);
  open(
    trailBar(),
    make("h2", nameOf(body)),
    otherName(body) ? make("p", otherName(body)) : null,
    kind,
    neighbours(i).length ? focusBar(body.id) : null,
    ...(others.length ? [make("h4", say("also_called")), make("p", others.join("; "))] : []),
    ...(body.links.length ? [make("h4", say("elsewhere"))] : []),
    ...body.links.map((link) => make("p", make("a", link, { href: link, rel: "noreferrer", target: "_blank" }))),
    make("h4", !count ? say("alone") : count === 1 ? say("worked_one") : say("worked", { n: count })),
    count ? partnerList(i) : null,
    ...(model.near[i].length ? [make("h4", say("belongings")), belongingList(i)] : []),
    ...(model.done[i].length ? [make("h4", say("activities")), activityList(i)] : []),
    ...(count ? [make("h4", say("in_network")), measureTable(body)] : []),
  );
};

const showPanel = () => {
  if (state.tie) showTie();
  else if (state.node) showBody();
  else panel.hidden = true;
};
get("close").addEventListener("click", () => change({ node: "", tie: "" }));
