/** @import { Activity, Body, Sentence } from "../types.d.ts" */
// The panel: a body, a tie or an activity, each down to the quoted sentences.
import { CLOSED } from "../logic/address.js";
import { partsOf, topOf } from "../logic/filters.js";
import { belongingId, inTime, neighbours, otherEnd, tieId } from "../logic/model.js";
import { sentencesOf, wordsOf } from "../logic/sentences.js";
import { archive } from "./asking.js";
import { activities, belongingNumber, bodies, bodyAt, data, heldAt, known, quotations, tieEnds } from "./data.js";
import { button, get, make, soft } from "./elements.js";
import { colourOf } from "./looks.js";
import { change, filters, model, state, trail } from "./state.js";
import { figure, inThousands, kindName, meaningOf, measureName, nameOf, otherName, relationName, say, twice } from "./words.js";

export const panel = get("panel");

const open = (/** @type {(Node | null)[]} */ ...elements) => {
  get("content").replaceChildren(...elements.filter((element) => element !== null));
  panel.hidden = false;
  panel.scrollTop = 0;
};

const quote = (/** @type {Sentence} */ { report, paragraph, section, pieces }) => make("blockquote", [
  ...pieces.map(([text, marked]) => (marked ? make("mark", text) : text)),
  make("footer", say("stands", { report, where: section || say("paragraph", { n: paragraph }) })),
]);
const quotes = (/** @type {number[]} */ numbers) => sentencesOf(quotations, numbers).map(quote);
const roles = (/** @type {string[]} */ ways) => ways.map(relationName).join(say("comma")) || say("own");

/** How an activity in which no body took part is spoken of. @type {(activity: Activity) => string} */
const said = ({ modality }) => say(modality ? `said_${modality}` : "no_words");
/** @type {(activity: Activity) => string} */
const source = ({ datedBy }) => (datedBy ? say("aside", { words: say(`dated_${datedBy}`) }) : "");
/** @type {(activity: Activity) => string} */
const dates = (activity) => ([activity.date, activity.end].filter(Boolean).join(" – ") || say("undated")) + source(activity);
/** @type {(activity: Activity) => HTMLElement} */
const circumstances = (activity) => soft([
  kindName(activity.kind), dates(activity), activity.places.map((p) => nameOf(data.places[p])).join(say("comma")),
].filter(Boolean).join(" · "));
/** @type {(i: number) => HTMLElement} */
const heading = (i) => make("h2", button(nameOf(bodies[i]), () => change({ ...CLOSED, node: bodies[i].id })));

/** @type {(activity: Activity, chosen: number[], proof: HTMLElement[]) => HTMLElement} */
const activitySection = (activity, chosen, proof) => {
  const parts = partsOf(data, filters, activity).filter(([body]) => chosen.includes(body));
  const facts = activity.id ? parts.flatMap(([body, ways]) => [make("dt", nameOf(bodies[body])), make("dd", roles(ways))]) : [];
  return make("section", [
    make("h3", activity.id ? nameOf(activity) : say("partnership")),
    activity.id ? circumstances(activity) : null,
    facts.length ? make("dl", facts) : null,
    ...proof,
  ]);
};

const moreBar = () => (data.more ? make("p", button(say("more_here"), () => change({ pages: state.pages + 1 })), { class: "actions" }) : null);

const showTie = () => {
  const ends = tieEnds(state.tie), [a, b] = ends;
  const shared = [...(model.ties.get(state.tie)?.activities ?? [])].sort(inTime(activities)).map((j) => activities[j]);
  const count = model.ties.get(state.tie)?.count ?? 0;
  const words = (/** @type {Activity} */ activity) => wordsOf(partsOf(data, filters, activity), ends);
  // A sentence that says several of the activities is shown with the first.
  const left = new Set(sentencesOf(quotations, shared.flatMap(words)));
  const proof = (/** @type {Activity} */ activity) => {
    const numbers = words(activity);
    const first = [...left].filter((sentence) => sentence.numbers.some((number) => numbers.includes(number)));
    for (const sentence of first) left.delete(sentence);
    return first.length ? first.map(quote) : [soft(say(numbers.length ? "said_above" : "no_words"))];
  };
  open(
    heading(a),
    heading(b),
    make("h4", count === 1 ? say("together_one") : say("together", { n: inThousands(count) })),
    ...shared.map((activity) => activitySection(activity, ends, proof(activity))),
    moreBar(),
  );
};

const showActivity = () => {
  const activity = activities[known.activities.at(state.activity) ?? -1];
  const rows = partsOf(data, filters, activity).map(([body, ways]) =>
    make("li", button([twice(bodies[body]), make("b", roles(ways))], () => change({ ...CLOSED, node: bodies[body].id }))));
  open(
    make("h2", nameOf(activity)),
    otherName(activity) ? make("p", otherName(activity)) : null,
    circumstances(activity),
    ...(rows.length ? [make("h4", say("who_took_part")), make("ul", rows)] : [make("h4", said(activity))]),
    moreBar(),
    ...quotes([...activity.parts.flatMap(([, , quoted]) => quoted), ...activity.words]),
  );
};

const partnerList = (/** @type {number} */ i) => {
  const partners = model.of[i].map((tie) => ({ tie, body: bodies[otherEnd(tie, i)], count: tie.count }));
  partners.sort((x, y) => y.count - x.count || (nameOf(x.body) < nameOf(y.body) ? -1 : 1));
  return make("ul", partners.map(({ tie, body, count }) =>
    make("li", button([twice(body), make("b", `${count}×`)], () => change({ ...CLOSED, tie: tie.id })))));
};

// How bodies belong to one another, which is no partnership.
const belongingList = (/** @type {number} */ i) => make("ul", model.near[i].map(({ n, a, relation, b }) =>
  make("li", button([nameOf(bodies[a]), make("small", relationName(relation)), nameOf(bodies[b])], () => openBelonging(n)))));
/** @type {(n: number) => void} */
export const openBelonging = (n) => change({ ...CLOSED, belonging: belongingId(bodies, data.belongings[n]) });
const showBelonging = () => {
  const [a, relation, b, words] = data.belongings[belongingNumber(state.belonging)];
  open(heading(a), make("h4", relationName(relation)), heading(b), soft(say("belonging_said")), ...quotes(words));
};

/** @type {(of: number[], note: (j: number) => string) => HTMLElement} */
const activityList = (of, note) => make("ul", [...of].sort(inTime(activities)).map((j) => {
  const what = make("span", [
    make("time", (activities[j].date || say("undated")) + source(activities[j])),
    ` ${nameOf(activities[j])}`,
    make("small", note(j)),
  ]);
  return make("li", button(what, () => change({ ...CLOSED, activity: activities[j].id })));
}));
const doneBy = (/** @type {number} */ i) =>
  activityList(model.done[i], (j) => roles(partsOf(data, filters, activities[j]).find(([body]) => body === i)?.[1] ?? []));

const showPlace = () => {
  const p = known.places.at(state.place) ?? -1, place = data.places[p];
  open(
    make("h2", nameOf(place)),
    otherName(place) ? make("p", otherName(place)) : null,
    soft(kindName("Place")),
    make("h4", say("held_here")),
    activityList(heldAt(p), (j) => partsOf(data, filters, activities[j]).map(([body]) => nameOf(bodies[body])).join(say("semicolon")) || said(activities[j])),
    moreBar(),
  );
};

/** A chain of an archive, or its beginning, to which an end is looked for. */
const showPath = () => {
  const [one, other] = state.path.split(" ").map(bodyAt);
  if (other === undefined) {
    const begun = bodies[one];
    open(make("h2", say("path")), begun ? make("h4", nameOf(begun)) : null, soft(say("path_to")));
    return;
  }
  const chain = data.chain ?? [];
  const step = (/** @type {number} */ a, /** @type {number} */ b) => {
    const tie = model.ties.get(tieId(bodies, a, b)), n = model.belongings.findIndex((line) => [line.a, line.b].sort().join() === [a, b].sort().join());
    const note = tie ? `${tie.count}×` : relationName(model.belongings[n]?.relation ?? "");
    return make("li", button([make("span", [nameOf(bodies[a]), make("small", `– ${nameOf(bodies[b])}`)]), make("b", note)], () =>
      (tie ? change({ ...CLOSED, tie: tie.id }) : openBelonging(model.belongings[n].n))));
  };
  open(
    make("h2", say("path")),
    heading(one),
    heading(other),
    make("h4", chain.length ? say(chain.length === 2 ? "path_one" : "path_steps", { n: chain.length - 1 }) : say("path_none")),
    chain.length ? make("ul", chain.slice(1).map((b, n) => step(chain[n], b))) : null,
  );
};

const measureTable = (/** @type {Body} */ body) => make("table", [
  make("thead", make("tr", ["measure", "value", "rank"].map((name) => make("th", say(name), { scope: "col" })))),
  make("tbody", data.measures.map((name, n) => make("tr", [
    make("th", [measureName(name), make("small", meaningOf(name))], { scope: "row", title: meaningOf(name) }),
    make("td", figure(body.measures[n])),
    make("td", String(body.ranks[n] ?? "")),
  ]))),
]);

const trailBar = () => {
  const before = trail.filter(({ id }) => id !== state.node);
  if (!before.length) return null;
  return make("nav", [
    button(`← ${say("back")}`, () => history.back(), { class: "back" }),
    ...before.slice(-4).map(({ id, ...body }) => button(nameOf(body), () => change({ ...CLOSED, node: id, ...(state.focus ? { focus: id } : {}) }))),
  ], { class: "trail", "aria-label": say("trail") });
};

const focusBar = (/** @type {string} */ id) => {
  if (archive) return make("p", [button(say("path_from"), () => change({ ...CLOSED, path: id })), button(say("most_tied"), () => change({ ...CLOSED, focus: "" }))], { class: "actions" });
  const found = state.focus === id
    ? [button(say("unfocus"), () => change({ focus: "", steps: 1 }))]
    : [button(say("focus"), () => change({ focus: id, steps: 1 }), { class: "main" })];
  if (state.focus === id && state.steps < 3) found.push(button(say("wider"), () => change({ steps: state.steps + 1 })));
  if (state.focus === id && state.steps > 1) found.push(button(say("nearer"), () => change({ steps: state.steps - 1 })));
  return make("p", found, { class: "actions" });
};

const showBody = () => {
  const i = topOf(data, filters, bodyAt(state.node)), body = bodies[i];
  const kind = make("p", kindName(body.kind), { class: "soft kind" });
  kind.style.setProperty("--colour", colourOf(i));
  const count = archive && !filters.kinds.size && filters.weight === 1 ? (data.partners ?? 0) : model.of[i].length;
  const others = body.names.filter((name) => name !== body.label && name !== body.english);
  open(
    trailBar(),
    make("h2", nameOf(body)),
    otherName(body) ? make("p", otherName(body)) : null,
    kind,
    neighbours(model, i).length ? focusBar(body.id) : null,
    ...(others.length ? [make("h4", say("also_called")), make("p", others.join(say("semicolon")))] : []),
    ...(body.links.length ? [make("h4", say("elsewhere"))] : []),
    ...body.links.map((link) => make("p", make("a", link, { href: link, rel: "noreferrer", target: "_blank" }))),
    make("h4", !count ? say("alone") : count === 1 ? say("worked_one") : say("worked", { n: inThousands(count) })),
    count ? partnerList(i) : null,
    ...(model.near[i].length ? [make("h4", say("belongings")), belongingList(i)] : []),
    ...(model.done[i].length ? [make("h4", say("activities")), doneBy(i)] : []),
    moreBar(),
    ...(count ? [make("h4", say("in_network")), measureTable(body)] : []),
  );
};

export const showPanel = () => {
  if (state.tie) showTie();
  else if (state.node) showBody();
  else if (state.activity) showActivity();
  else if (state.place) showPlace();
  else if (state.belonging) showBelonging();
  else if (state.path) showPath();
  else panel.hidden = true;
};
/** Close what is open, or else the path. */
export const close = () => change(Object.keys(CLOSED).some((name) => state[/** @type {keyof typeof CLOSED} */ (name)]) ? CLOSED : { path: "" });
get("close").addEventListener("click", close);
