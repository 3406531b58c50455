// Made of script/ by `make page`: it is changed there.
"use strict";
(() => {
  // logic/filters.js
  var noFilters = () => ({
    kinds: /* @__PURE__ */ new Set(),
    relations: /* @__PURE__ */ new Set(),
    from: "",
    to: "",
    weight: 1,
    undated: false,
    apart: false,
    rolled: false
  });
  var anyFilter = (filters2) => narrowed(filters2) || filters2.kinds.size > 0 || filters2.apart || filters2.rolled;
  var narrowed = ({ from, to, relations: relations2, weight: weight2 }) => Boolean(from || to || relations2.size || weight2 > 1);
  var inPeriod = ({ from, to, undated }, date) => {
    if (!from && !to) return true;
    if (!date) return undated;
    const cut2 = (end) => date.slice(0, end.length) + end.slice(date.length);
    return (!from || cut2(from) >= from) && (!to || cut2(to) <= to);
  };
  var lookOf = (looks, kind) => looks[kind] ? kind : "Organization";
  var hidden = ({ bodies: bodies2, looks }, { kinds }, body) => kinds.has(lookOf(looks, bodies2[body].kind));
  var topOf = ({ parents }, { rolled }, body) => rolled ? parents[body] : body;
  var partsOf = (facts, filters2, activity) => {
    const found3 = /* @__PURE__ */ new Map();
    for (const [body, names2, words2] of activity.parts) {
      const top = topOf(facts, filters2, body);
      const [, said2, quoted3] = found3.get(top) ?? [0, [], []];
      found3.set(top, [top, [.../* @__PURE__ */ new Set([...said2, ...names2])], [.../* @__PURE__ */ new Set([...quoted3, ...words2])]]);
    }
    return [...found3.values()];
  };
  var partsShown = (facts, filters2, activity) => partsOf(facts, filters2, activity).filter(([body, relations2]) => !hidden(facts, filters2, body) && (!relations2.length || relations2.some((name) => !filters2.relations.has(name))));

  // logic/model.js
  var tieId = (bodies2, a, b) => `${bodies2[Math.min(a, b)].id} ${bodies2[Math.max(a, b)].id}`;
  var belongingId = (bodies2, [a, relation, b]) => `${bodies2[a].id} ${relation} ${bodies2[b].id}`;
  var otherEnd = ({ a, b }, body) => a === body ? b : a;
  var inTime = (activities2) => (a, b) => (activities2[a].date || "9").localeCompare(activities2[b].date || "9") || a - b;
  var emptyFor = (list) => list.map(() => []);
  var compute = (facts, filters2) => {
    const { bodies: bodies2, activities: activities2, membership } = facts;
    const isMember = ([, relations2]) => relations2.some((name) => membership.includes(name));
    const tiedBy = (own, one, other) => own === one[0] ? isMember(other) : own !== other[0] || isMember(one);
    const ties = /* @__PURE__ */ new Map();
    for (const [a, b, count] of facts.ties ?? []) {
      const tie = { id: tieId(bodies2, a, b), a: Math.min(a, b), b: Math.max(a, b), activities: [], count, share: 0 };
      if (!hidden(facts, filters2, a) && !hidden(facts, filters2, b)) ties.set(tie.id, tie);
    }
    const done = emptyFor(bodies2);
    const parts = activities2.map((activity, j) => {
      const shown = inPeriod(filters2, activity.date) ? partsShown(facts, filters2, activity) : [];
      const others = partsOf(facts, filters2, activity).filter(([body]) => body !== activity.own).length - 1;
      shown.forEach((part, i) => {
        const [a] = part;
        if (activity.id) done[a].push(j);
        for (const other of shown.slice(i + 1)) {
          const [b] = other;
          if (!tiedBy(activity.own, part, other)) continue;
          const id = tieId(bodies2, a, b);
          const tie = ties.get(id) ?? { id, a: Math.min(a, b), b: Math.max(a, b), activities: [], count: 0, share: 0 };
          if (facts.ties && !ties.has(id)) continue;
          tie.activities.push(j);
          if (!facts.ties) tie.count += 1;
          tie.share += 1 / Math.max(1, others);
          ties.set(id, tie);
        }
      });
      return shown;
    });
    const of = emptyFor(bodies2);
    for (const [id, tie] of ties) {
      if (tie.count < filters2.weight) ties.delete(id);
      else for (const end of [tie.a, tie.b]) of[end].push(tie);
    }
    const near = emptyFor(bodies2);
    const left = (body) => !hidden(facts, filters2, body) && (!narrowed(filters2) || of[body].length > 0);
    const belongings = filters2.apart ? [] : facts.belongings.map(([a, relation, b, words2], n) => ({ n, a: topOf(facts, filters2, a), relation, b: topOf(facts, filters2, b), words: words2 })).filter(({ a, b }) => a !== b && left(a) && left(b));
    for (const belonging of belongings) for (const end of [belonging.a, belonging.b]) near[end].push(belonging);
    return { ties, of, done, parts, belongings, near };
  };
  var neighbours = ({ of, near }, body) => [...of[body], ...near[body]].map((line2) => otherEnd(line2, body));
  var around = (model2, start, steps) => {
    const far = /* @__PURE__ */ new Map([[start, 0]]);
    let edge = [start];
    for (let step2 = 1; step2 <= steps; step2++) {
      const next = [];
      for (const body of edge) {
        for (const other of neighbours(model2, body)) {
          if (!far.has(other)) next.push(other), far.set(other, step2);
        }
      }
      edge = next;
    }
    return far;
  };

  // logic/naming.js
  var PLAIN = /^[a-z][\w.-]*$/i;
  var hashed = (text) => [...text].reduce((hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0, 2166136261).toString(36);
  var unlisted = (base) => {
    const ABSOLUTE = /^[a-z][a-z\d+.-]*:/i;
    const ids = [];
    return {
      ids,
      short: (id) => base && id.startsWith(base) && !ABSOLUTE.test(id.slice(base.length)) ? id.slice(base.length) : id,
      at: (name) => name ? ids.push(ABSOLUTE.test(name) ? name : base + name) - 1 : void 0
    };
  };
  var ending = (iri) => {
    const end = iri.replace(/^.*[/#:]/, "");
    return PLAIN.test(end) ? end : hashed(iri);
  };
  var naming = (ids) => {
    const uses = /* @__PURE__ */ new Map();
    for (const id of ids.filter(Boolean)) uses.set(ending(id), (uses.get(ending(id)) ?? 0) + 1);
    const short = (id) => uses.get(ending(id)) === 1 ? ending(id) : id;
    const places = new Map(ids.flatMap((id, n) => (
      /** @type {[string, number][]} */
      [[short(id), n], [id, n]]
    )));
    places.delete("");
    return { ids, short, at: (name) => places.get(name) };
  };

  // view/data.js
  var data = JSON.parse(document.getElementById("data")?.textContent ?? "");
  var { bodies, activities, quotations } = data;
  var indexOf = new Map(bodies.map((body, i) => [body.id, i]));
  for (const { id, x, y } of data.nodes) bodies[indexOf.get(id) ?? 0].who = [x, y];
  var PARTNERED = "partneredWith";
  var measureAt = (name) => data.measures.indexOf(name);
  var heldAt = (p) => activities.flatMap(({ places }, j) => places.includes(p) ? [j] : []);
  var idsOf = (things) => things.map(({ id }) => id);
  var named = () => ({ bodies: naming(idsOf(bodies)), activities: naming(idsOf(activities)), places: naming(idsOf(data.places)) });
  var known = named();
  var take = (slice) => {
    data = { ...data, years: void 0, chain: void 0, partners: void 0, more: false, ...slice };
    ({ bodies, activities, quotations } = data);
    indexOf = new Map(bodies.map((body, i) => [body.id, i]));
    known = named();
  };
  var bodyAt = (id) => (
    /** @type {number} */
    indexOf.get(id)
  );
  var tieEnds = (id) => id.split(" ").map(bodyAt);
  var belongingNumber = (id) => data.belongings.findIndex((one) => belongingId(bodies, one) === id);

  // view/asking.js
  var THINGS = (
    /** @type {const} */
    ["focus", "node", "tie", "activity", "place", "belonging"]
  );
  var placeOf = (state2, filters2) => {
    const asked = new URLSearchParams();
    for (const name of THINGS) if (state2[name]) asked.set(name, state2[name]);
    if (state2.path.includes(" ")) asked.set("path", state2.path);
    for (
      const name of
      /** @type {const} */
      ["from", "to"]
    ) if (filters2[name]) asked.set(name, filters2[name]);
    if (filters2.undated) asked.set("undated", "1");
    if (state2.pages > 1) asked.set("pages", String(state2.pages));
    return asked.toString();
  };
  var answer = async (address) => {
    const reply = await fetch(address);
    if (!reply.ok) throw new Error((await reply.text()).trim());
    return reply.json();
  };
  var viewAt = (place) => answer(`view?${place}`);
  var found = (text) => text.trim() ? answer(`search?${new URLSearchParams({ q: text })}`) : Promise.resolve([]);
  var archive = data.archive;

  // logic/address.js
  var CLOSED = { node: "", tie: "", activity: "", place: "", belonging: "" };
  var START = { view: "who", ...CLOSED, focus: "", path: "", steps: 1, pages: 1, colour: "kind", size: "weighted_degree", table: "" };
  var ENDS = (
    /** @type {const} */
    ["from", "to"]
  );
  var SWITCHES = (
    /** @type {const} */
    ["undated", "apart", "rolled"]
  );
  var SETS = (
    /** @type {const} */
    ["kinds", "relations"]
  );
  var LISTS = (
    /** @type {const} */
    { node: "bodies", focus: "bodies", path: "bodies", tie: "bodies", belonging: "bodies", activity: "activities", place: "places" }
  );
  var written = ({ state: state2, filters: filters2, language: language2 }, known2, spoken3) => {
    const found3 = new URLSearchParams();
    const named2 = { ...state2 };
    for (const [name, list] of Object.entries(LISTS)) {
      const of = (
        /** @type {keyof typeof LISTS} */
        name
      );
      named2[of] = state2[of].split(" ").map(known2[list].short).join(" ");
    }
    for (const [name, value] of Object.entries(START)) {
      const now = named2[
        /** @type {keyof State} */
        name
      ];
      if (now !== value) found3.set(name, String(now));
    }
    for (const name of ENDS) if (filters2[name]) found3.set(name, filters2[name]);
    if (filters2.weight > 1) found3.set("weight", String(filters2.weight));
    for (const name of SWITCHES) if (filters2[name]) found3.set(name, "1");
    for (const name of SETS) if (filters2[name].size) found3.set(`no-${name}`, [...filters2[name]].sort().join(","));
    if (language2 !== spoken3) found3.set("lang", language2);
    return found3.toString();
  };
  var read = (text, page2, spoken3) => {
    const given = new URLSearchParams(text);
    const value = (name) => given.get(name) ?? "";
    const count = (name) => Math.max(Math.trunc(Number(value(name))) || 1, 1);
    const unknown2 = [];
    const known2 = (name, found3, otherwise) => {
      if (found3 === void 0 && value(name)) unknown2.push(`${name}=${value(name)}`);
      return found3 ?? otherwise;
    };
    const thing = (name) => {
      const { ids, at } = page2[LISTS[name]], found3 = at(value(name));
      return known2(name, found3 === void 0 ? found3 : ids[found3], "");
    };
    const bodies2 = () => page2.bodies.ids.map((id) => ({ id }));
    const tie = () => {
      const [a, b, ...more] = value("tie").split(" ").map(page2.bodies.at);
      const found3 = a !== void 0 && b !== void 0 && a !== b && !more.length ? tieId(bodies2(), a, b) : "";
      return found3 && page2.tied(found3, value("rolled") === "1") ? found3 : void 0;
    };
    const belonging = () => {
      const [one2, relation, other, ...more] = value("belonging").split(" ");
      const [a, b] = [one2, other].map(page2.bodies.at);
      const found3 = a !== void 0 && b !== void 0 && !more.length && page2.belongs(a, relation, b);
      return found3 ? belongingId(bodies2(), [a, relation, b, []]) : void 0;
    };
    const path = () => {
      const ends = value("path").split(" ").map(page2.bodies.at).filter((end) => end !== void 0);
      return ends.length && ends.length < 3 ? ends.map((end) => page2.bodies.ids[end]).join(" ") : void 0;
    };
    const one = (name, allowed, otherwise) => known2(name, allowed.find((each2) => each2 === value(name)), otherwise);
    const filters2 = noFilters();
    for (const name of ENDS) if (/^\d{4}(-\d\d)?$/.test(value(name))) filters2[name] = value(name);
    for (const name of SWITCHES) filters2[name] = value(name) === "1";
    for (const name of SETS) filters2[name] = new Set(value(`no-${name}`).split(",").filter(Boolean));
    filters2.weight = count("weight");
    return {
      state: {
        view: one("view", ["who", "what"], START.view),
        node: thing("node"),
        tie: known2("tie", tie(), ""),
        activity: thing("activity"),
        place: thing("place"),
        belonging: known2("belonging", belonging(), ""),
        focus: thing("focus"),
        path: known2("path", path(), ""),
        steps: Math.min(count("steps"), 3),
        pages: Math.min(count("pages"), 20),
        colour: one("colour", ["kind", "community"], START.colour),
        size: one("size", page2.measures, START.size),
        table: one("table", ["bodies", "ties"], START.table)
      },
      filters: filters2,
      language: one("lang", ["zh", "en"], spoken3),
      unknown: unknown2
    };
  };

  // logic/fitting.js
  var MOST_STRETCHED = 2;
  var UPRIGHT = 0.85;
  var ROUNDS = 6;
  var MARGIN = 14;
  var stretched = (places, aspect) => {
    const points = places.flatMap((some) => [...some.values()]);
    const extent = (axis) => Math.max(...points.map((p) => p[axis])) - Math.min(...points.map((p) => p[axis]));
    const [w, h] = [extent(0) || 1, extent(1) || 1];
    const turned = aspect < UPRIGHT && w > h;
    const own = turned ? h / w : w / h;
    const along = Math.min(Math.max(aspect / own, 1), MOST_STRETCHED), across = Math.min(Math.max(own / aspect, 1), MOST_STRETCHED);
    const moved2 = ([x, y]) => {
      const [a, b] = turned ? [y, x] : [x, y];
      return [Math.round(a * along), Math.round(b * across)];
    };
    return places.map((some) => new Map([...some].map(([key, point]) => [key, moved2(point)])));
  };
  var fitted = (labels2, named2, [width, height], largest2) => {
    const nodes2 = labels2.map(({ x, y, size }) => [x - size, y - size, x + size, y + size]);
    let scale = largest2, middle = (
      /** @type {Point} */
      [0, 0]
    );
    for (let round = 0; round < ROUNDS; round++) {
      const boxes = [...nodes2, ...[...named2(scale).values()].map(({ box: box2 }) => box2)];
      const [left, top] = [0, 1].map((side) => Math.min(...boxes.map((box2) => box2[side])));
      const [right, bottom] = [2, 3].map((side) => Math.max(...boxes.map((box2) => box2[side])));
      middle = [(left + right) / 2, (top + bottom) / 2];
      const fits = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top), largest2);
      if (round && fits >= scale) break;
      scale = fits;
    }
    return { scale, middle };
  };

  // logic/labels.js
  var LINE = 1.15;
  var GAP = 0.22;
  var HALF = Math.SQRT1_2;
  var wide = (line2) => [...line2].reduce((sum, character) => sum + (character > "⹿" ? 1 : 0.55), 0);
  var anchors = ({ id, x, y, size, lines }, letter) => {
    const [w, h] = [Math.max(...lines) * letter, lines.length * letter * LINE];
    const far = size + GAP * letter, near = size * HALF + GAP * letter;
    const at = (left, top, align) => ({ id, align, box: (
      /** @type {Box} */
      [left, top, left + w, top + h]
    ) });
    return [
      at(x - w / 2, y + far, "center"),
      at(x - w / 2, y - far - h, "center"),
      at(x + far, y - h / 2, "left"),
      at(x - far - w, y - h / 2, "right"),
      at(x + near, y + near, "left"),
      at(x - near - w, y + near, "right"),
      at(x + near, y - near - h, "left"),
      at(x - near - w, y - near - h, "right")
    ];
  };
  var apart = (one, other) => one[0] >= other[2] || other[0] >= one[2] || one[1] >= other[3] || other[1] >= one[3];
  var within = (one, other) => one[0] >= other[0] && one[1] >= other[1] && one[2] <= other[2] && one[3] <= other[3];
  var placed = (labels2, spoken3, letter, view, taken = []) => {
    const nodes2 = labels2.map(({ id, x, y, size }) => ({ id, box: (
      /** @type {Box} */
      [x - size, y - size, x + size, y + size]
    ) }));
    const found3 = /* @__PURE__ */ new Map();
    const rank = ({ id }) => spoken3?.chosen.has(id) ? 0 : 1;
    const candidates = labels2.filter(({ id, lines }) => (!spoken3 || spoken3.bodies.has(id)) && Math.max(...lines) > 0);
    candidates.sort((a, b) => rank(a) - rank(b));
    for (const label of candidates) {
      const possible = anchors(label, letter);
      const free = possible.find(({ box: box2 }) => (!view || within(box2, view)) && taken.every((other) => apart(box2, other)) && [...found3.values()].every((other) => apart(box2, other.box)) && nodes2.every((node) => node.id === label.id || apart(box2, node.box)));
      const chosen2 = free ?? (spoken3?.chosen.has(label.id) ? possible[0] : null);
      if (chosen2) found3.set(label.id, chosen2);
    }
    return found3;
  };

  // view/elements.js
  var get = (id, kind) => {
    const element = document.getElementById(id);
    if (!(element instanceof (kind ?? HTMLElement))) throw new TypeError(`the page has no ${id}`);
    return (
      /** @type {T} */
      element
    );
  };
  var make = (tag, children = [], attributes = {}) => {
    const element = document.createElement(tag);
    element.append(...[children].flat().filter((child) => child !== null && child !== void 0));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    return element;
  };
  var button = (children, action, attributes = {}) => {
    const element = make("button", children, { type: "button", ...attributes });
    element.addEventListener("click", action);
    return element;
  };
  var soft = (text) => make("p", text, { class: "soft" });
  var select = (id, options, current, action) => {
    const element = get(id, HTMLSelectElement);
    element.replaceChildren(...options.map(([value, text]) => make("option", text, { value })));
    element.value = current;
    element.onchange = () => action(
      /** @type {Value} */
      element.value
    );
  };

  // view/state.js
  var spoken = navigator.language.startsWith("zh") ? "zh" : "en";
  var language = spoken;
  var state = START;
  var filters = noFilters();
  var model = compute(data, filters);
  var trail = [];
  var unknown = [];
  var trouble = "";
  var listed = archive ? { bodies: unlisted(archive.base), activities: unlisted(archive.base), places: unlisted(archive.base) } : known;
  var page = {
    ...listed,
    measures: data.measures,
    tied: (id, rolled) => Boolean(archive) || compute(data, { ...noFilters(), rolled }).ties.has(id),
    belongs: (a, relation, b) => Boolean(archive) || data.belongings.some((each2) => each2[0] === a && each2[1] === relation && each2[2] === b)
  };
  var heaviest = 1;
  var weigh = () => {
    heaviest = (data.ties ?? [...compute(data, noFilters()).ties.values()].map(({ a, b, count }) => [a, b, count])).reduce((most, [, , count]) => Math.max(most, count), 1);
  };
  weigh();
  var refresh = () => {
  };
  var whenChanged = (listener) => {
    refresh = listener;
  };
  var show = (filtered) => {
    if (filtered) model = compute(data, filters);
    if (state.node && trail.at(-1)?.id !== state.node) trail = [...trail.filter(({ id }) => id !== state.node), bodies[bodyAt(state.node)]].slice(-6);
    refresh(filtered);
  };
  var NONE = "-";
  var here = NONE;
  var wanted = NONE;
  var settle = () => {
    const there = {
      node: indexOf.has(state.node),
      focus: indexOf.has(state.focus),
      tie: state.tie.split(" ").every((id) => indexOf.has(id)),
      activity: known.activities.at(state.activity) !== void 0,
      place: known.places.at(state.place) !== void 0,
      belonging: belongingNumber(state.belonging) >= 0,
      path: !state.path.includes(" ") || data.chain !== void 0
    };
    state = { ...state, ...Object.fromEntries(Object.entries(there).filter(([, is]) => !is).map(([name]) => [name, ""])) };
  };
  var bring = async () => {
    const place = placeOf(state, filters);
    wanted = place;
    try {
      if (place !== here || trouble) {
        const slice = await viewAt(place);
        if (wanted !== place) return;
        take(slice);
        here = place;
        weigh();
        unknown = slice.unknown;
      }
      trouble = "";
      settle();
    } catch (error) {
      if (wanted !== place) return;
      trouble = String(
        /** @type {Error} */
        error.message || error
      );
      here = NONE;
      if (!bodies.length) state = START;
      settle();
    }
    show(true);
  };
  var arrive = (filtered) => {
    if (archive) void bring();
    else show(filtered);
  };
  var further = (changes) => {
    if (!archive) return changes;
    const { node } = changes, begun = state.path && !state.path.includes(" ") ? state.path : "";
    if (node && begun && node !== begun) return { ...CLOSED, focus: "", pages: 1, path: `${begun} ${node}` };
    if (node) return { pages: 1, path: "", ...changes, focus: node };
    return { pages: 1, ...changes };
  };
  var change = (changes, { filter, speak: speak2 } = {}) => {
    state = { ...state, ...further(changes) };
    filters = { ...filters, ...filter };
    language = speak2 ?? language;
    unknown = [];
    const hash = written({ state, filters, language }, page, spoken);
    if (hash !== location.hash.slice(1)) history.pushState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    arrive(Boolean(filter));
  };
  var reopen = () => {
    ({ state, filters, language, unknown } = read(location.hash.slice(1), page, spoken));
    if (archive) state = { ...state, tie: state.tie.split(" ").sort().join(" "), ...state.node ? { focus: state.node } : {} };
    arrive(true);
  };

  // view/looks.js
  var DAY = {
    ink: "#1b1f24",
    paper: "#ffffff",
    spoken: "#57606a",
    faint: "rgba(170, 180, 191, 0.2)",
    belongs: "#8b949e",
    worked: "#aab4bf",
    many: "#cfd6dd",
    activity: { background: "#ffffff", border: "#57606a", highlight: { background: "#ffe88a", border: "#1b1f24" } }
  };
  var NIGHT = {
    ink: "#e6edf3",
    paper: "#0d1117",
    spoken: "#c9d1d9",
    faint: "rgba(110, 118, 129, 0.2)",
    belongs: "#848d97",
    worked: "#6e7681",
    many: "#444c56",
    activity: { background: "#0d1117", border: "#c9d1d9", highlight: { background: "#6b5a00", border: "#e6edf3" } }
  };
  var night = matchMedia("(prefers-color-scheme: dark)");
  var look = () => night.matches ? NIGHT : DAY;
  var COMMUNITY = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#332288", "#882255", "#999933", "#44aa99"];
  var ACTIVITY_SHAPES = { Event: "square", Publication: "triangleDown", Document: "triangleDown", Project: "hexagon", Initiative: "diamond" };
  var kindOf = (i) => lookOf(data.looks, bodies[i].kind);
  var communityOf = (i) => bodies[i].measures[measureAt("community")] ?? 0;
  var members = /* @__PURE__ */ new Map();
  if (!archive) bodies.forEach((_, i) => members.set(communityOf(i), (members.get(communityOf(i)) ?? 0) + 1));
  var colourOfCommunity = (community) => (members.get(community) ?? 0) > 1 ? COMMUNITY[community - 1] : void 0;
  var colourOf = (i) => state.colour === "community" ? colourOfCommunity(communityOf(i)) ?? "#777777" : data.looks[kindOf(i)].colour;
  var shapeOf = (kind) => ACTIVITY_SHAPES[data.tops[kind]] ?? "square";
  var paintOf = (i) => {
    const background = colourOf(i), border = look().spoken;
    return night.matches ? { background, border, highlight: { background, border: look().ink } } : background;
  };
  var OUTLINES = {
    dot: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    square: (x, y, r) => `M${x - r} ${y - r}H${x + r}V${y + r}H${x - r}Z`,
    diamond: (x, y, r) => `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`,
    triangle: (x, y, r) => `M${x} ${y - r}L${x + r} ${y + r}H${x - r}Z`,
    triangleDown: (x, y, r) => `M${x} ${y + r}L${x + r} ${y - r}H${x - r}Z`,
    hexagon: (x, y, r) => `M${x + r} ${y}L${x + r / 2} ${y - r}H${x - r / 2}L${x - r} ${y}L${x - r / 2} ${y + r}H${x + r / 2}Z`
  };

  // logic/sentences.js
  var wordsOf = (parts, chosen2) => [...new Set(parts.filter(([body]) => chosen2.includes(body)).flatMap(([, , words2]) => words2))];
  var sentencesOf = (quotations2, numbers) => {
    const found3 = /* @__PURE__ */ new Map();
    for (const number of new Set(numbers)) {
      const [report, paragraph, before, words2, after, section] = quotations2[number];
      const text = before + words2 + after, key = [report, paragraph, section, text].join("\n");
      const sentence = found3.get(key) ?? { report, paragraph, section, text, marked: Array(text.length).fill(false), numbers: (
        /** @type {number[]} */
        []
      ) };
      sentence.marked.fill(true, before.length, before.length + words2.length);
      sentence.numbers.push(number);
      found3.set(key, sentence);
    }
    return [...found3.values()].map(({ text, marked, ...where }) => {
      const bounds = [...Array(text.length + 1).keys()].filter((at) => at === 0 || at === text.length || marked[at] !== marked[at - 1]);
      return { ...where, pieces: bounds.slice(1).map((end, n) => [text.slice(bounds[n], end), marked[bounds[n]]]) };
    });
  };

  // view/words.js
  var say = (key, values = {}) => {
    const text = data.strings[language][key] ?? data.strings.en[key] ?? key.replace("_", " ");
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
  var labelled = (labels2, name) => labels2?.[language] ?? labels2?.en ?? name;
  var kindName = (kind) => kind === PARTNERED ? say("partnership") : labelled(data.kinds[kind], kind);
  var relationName = (name) => labelled(data.relations[name], name);
  var measureName = (name) => say(name === "core" ? "core_number" : name);
  var meaningOf = (name) => data.strings[language][`${name}_means`] ?? data.meanings[name] ?? "";
  var nameOf = (thing) => language === "en" && thing.english || thing.label;
  var otherName = (thing) => language === "zh" ? thing.english : thing.english && !thing.english.includes(thing.label) ? thing.label : "";
  var linesOf = (thing) => language === "en" && thing.englishLines || thing.lines;
  var figure = (value) => value === null ? "" : String(Number(value.toPrecision(3)));
  var inThousands = (n) => n.toLocaleString(language);
  var twice = (thing) => {
    const name = make("span", nameOf(thing));
    if (otherName(thing)) name.append(make("small", otherName(thing)));
    return name;
  };
  var translate = () => {
    document.documentElement.lang = language;
    document.title = get("title").textContent = nameOf(data.title);
    for (
      const element of
      /** @type {NodeListOf<HTMLElement>} */
      document.querySelectorAll("[data-say]")
    ) {
      element.textContent = say(element.dataset.say ?? "");
    }
    for (
      const element of
      /** @type {NodeListOf<HTMLElement>} */
      document.querySelectorAll("[data-say-label]")
    ) {
      const text = say(element.dataset.sayLabel ?? "");
      element.setAttribute("aria-label", text);
      if (element.hasAttribute("title")) element.title = text;
    }
    get("query", HTMLInputElement).placeholder = say("search");
  };

  // view/panel.js
  var panel = get("panel");
  var open = (...elements) => {
    get("content").replaceChildren(...elements.filter((element) => element !== null));
    panel.hidden = false;
    panel.scrollTop = 0;
  };
  var quote = ({ report, paragraph, section, pieces }) => make("blockquote", [
    ...pieces.map(([text, marked]) => marked ? make("mark", text) : text),
    make("footer", say("stands", { report, where: section || say("paragraph", { n: paragraph }) }))
  ]);
  var quotes = (numbers) => sentencesOf(quotations, numbers).map(quote);
  var roles = (ways) => ways.map(relationName).join(say("comma")) || say("own");
  var said = ({ modality }) => say(modality ? `said_${modality}` : "no_words");
  var source = ({ datedBy }) => datedBy ? say("aside", { words: say(`dated_${datedBy}`) }) : "";
  var dates = (activity) => ([activity.date, activity.end].filter(Boolean).join(" – ") || say("undated")) + source(activity);
  var circumstances = (activity) => soft([
    kindName(activity.kind),
    dates(activity),
    activity.places.map((p) => nameOf(data.places[p])).join(say("comma"))
  ].filter(Boolean).join(" · "));
  var heading = (i) => make("h2", button(nameOf(bodies[i]), () => change({ ...CLOSED, node: bodies[i].id })));
  var activitySection = (activity, chosen2, proof) => {
    const parts = partsOf(data, filters, activity).filter(([body]) => chosen2.includes(body));
    const facts = activity.id ? parts.flatMap(([body, ways]) => [make("dt", nameOf(bodies[body])), make("dd", roles(ways))]) : [];
    return make("section", [
      make("h3", activity.id ? nameOf(activity) : say("partnership")),
      activity.id ? circumstances(activity) : null,
      facts.length ? make("dl", facts) : null,
      ...proof
    ]);
  };
  var moreBar = () => data.more ? make("p", button(say("more_here"), () => change({ pages: state.pages + 1 })), { class: "actions" }) : null;
  var showTie = () => {
    const ends = tieEnds(state.tie), [a, b] = ends;
    const shared = [...model.ties.get(state.tie)?.activities ?? []].sort(inTime(activities)).map((j) => activities[j]);
    const count = model.ties.get(state.tie)?.count ?? 0;
    const words2 = (activity) => wordsOf(partsOf(data, filters, activity), ends);
    const left = new Set(sentencesOf(quotations, shared.flatMap(words2)));
    const proof = (activity) => {
      const numbers = words2(activity);
      const first = [...left].filter((sentence) => sentence.numbers.some((number) => numbers.includes(number)));
      for (const sentence of first) left.delete(sentence);
      return first.length ? first.map(quote) : [soft(say(numbers.length ? "said_above" : "no_words"))];
    };
    open(
      heading(a),
      heading(b),
      make("h4", count === 1 ? say("together_one") : say("together", { n: inThousands(count) })),
      ...shared.map((activity) => activitySection(activity, ends, proof(activity))),
      moreBar()
    );
  };
  var showActivity = () => {
    const activity = activities[known.activities.at(state.activity) ?? -1];
    const rows = partsOf(data, filters, activity).map(([body, ways]) => make("li", button([twice(bodies[body]), make("b", roles(ways))], () => change({ ...CLOSED, node: bodies[body].id }))));
    open(
      make("h2", nameOf(activity)),
      otherName(activity) ? make("p", otherName(activity)) : null,
      circumstances(activity),
      ...rows.length ? [make("h4", say("who_took_part")), make("ul", rows)] : [make("h4", said(activity))],
      moreBar(),
      ...quotes([...activity.parts.flatMap(([, , quoted3]) => quoted3), ...activity.words])
    );
  };
  var partnerList = (i) => {
    const partners = model.of[i].map((tie) => ({ tie, body: bodies[otherEnd(tie, i)], count: tie.count }));
    partners.sort((x, y) => y.count - x.count || (nameOf(x.body) < nameOf(y.body) ? -1 : 1));
    return make("ul", partners.map(({ tie, body, count }) => make("li", button([twice(body), make("b", `${count}×`)], () => change({ ...CLOSED, tie: tie.id })))));
  };
  var belongingList = (i) => make("ul", model.near[i].map(({ n, a, relation, b }) => make("li", button([nameOf(bodies[a]), make("small", relationName(relation)), nameOf(bodies[b])], () => openBelonging(n)))));
  var openBelonging = (n) => change({ ...CLOSED, belonging: belongingId(bodies, data.belongings[n]) });
  var showBelonging = () => {
    const [a, relation, b, words2] = data.belongings[belongingNumber(state.belonging)];
    open(heading(a), make("h4", relationName(relation)), heading(b), soft(say("belonging_said")), ...quotes(words2));
  };
  var activityList = (of, note) => make("ul", [...of].sort(inTime(activities)).map((j) => {
    const what = make("span", [
      make("time", (activities[j].date || say("undated")) + source(activities[j])),
      ` ${nameOf(activities[j])}`,
      make("small", note(j))
    ]);
    return make("li", button(what, () => change({ ...CLOSED, activity: activities[j].id })));
  }));
  var doneBy = (i) => activityList(model.done[i], (j) => roles(partsOf(data, filters, activities[j]).find(([body]) => body === i)?.[1] ?? []));
  var showPlace = () => {
    const p = known.places.at(state.place) ?? -1, place = data.places[p];
    open(
      make("h2", nameOf(place)),
      otherName(place) ? make("p", otherName(place)) : null,
      soft(kindName("Place")),
      make("h4", say("held_here")),
      activityList(heldAt(p), (j) => partsOf(data, filters, activities[j]).map(([body]) => nameOf(bodies[body])).join(say("semicolon")) || said(activities[j])),
      moreBar()
    );
  };
  var showPath = () => {
    const [one, other] = state.path.split(" ").map(bodyAt);
    if (other === void 0) {
      const begun = bodies[one];
      open(make("h2", say("path")), begun ? make("h4", nameOf(begun)) : null, soft(say("path_to")));
      return;
    }
    const chain = data.chain ?? [];
    const step2 = (a, b) => {
      const tie = model.ties.get(tieId(bodies, a, b)), n = model.belongings.findIndex((line2) => [line2.a, line2.b].sort().join() === [a, b].sort().join());
      const note = tie ? `${tie.count}×` : relationName(model.belongings[n]?.relation ?? "");
      return make("li", button([make("span", [nameOf(bodies[a]), make("small", `– ${nameOf(bodies[b])}`)]), make("b", note)], () => tie ? change({ ...CLOSED, tie: tie.id }) : openBelonging(model.belongings[n].n)));
    };
    open(
      make("h2", say("path")),
      heading(one),
      heading(other),
      make("h4", chain.length ? say(chain.length === 2 ? "path_one" : "path_steps", { n: chain.length - 1 }) : say("path_none")),
      chain.length ? make("ul", chain.slice(1).map((b, n) => step2(chain[n], b))) : null
    );
  };
  var measureTable = (body) => make("table", [
    make("thead", make("tr", ["measure", "value", "rank"].map((name) => make("th", say(name), { scope: "col" })))),
    make("tbody", data.measures.map((name, n) => make("tr", [
      make("th", [measureName(name), make("small", meaningOf(name))], { scope: "row", title: meaningOf(name) }),
      make("td", figure(body.measures[n])),
      make("td", String(body.ranks[n] ?? ""))
    ])))
  ]);
  var trailBar = () => {
    const before = trail.filter(({ id }) => id !== state.node);
    if (!before.length) return null;
    return make("nav", [
      button(`← ${say("back")}`, () => history.back(), { class: "back" }),
      ...before.slice(-4).map(({ id, ...body }) => button(nameOf(body), () => change({ ...CLOSED, node: id, ...state.focus ? { focus: id } : {} })))
    ], { class: "trail", "aria-label": say("trail") });
  };
  var focusBar = (id) => {
    if (archive) return make("p", [button(say("path_from"), () => change({ ...CLOSED, path: id })), button(say("most_tied"), () => change({ ...CLOSED, focus: "" }))], { class: "actions" });
    const found3 = state.focus === id ? [button(say("unfocus"), () => change({ focus: "", steps: 1 }))] : [button(say("focus"), () => change({ focus: id, steps: 1 }), { class: "main" })];
    if (state.focus === id && state.steps < 3) found3.push(button(say("wider"), () => change({ steps: state.steps + 1 })));
    if (state.focus === id && state.steps > 1) found3.push(button(say("nearer"), () => change({ steps: state.steps - 1 })));
    return make("p", found3, { class: "actions" });
  };
  var showBody = () => {
    const i = topOf(data, filters, bodyAt(state.node)), body = bodies[i];
    const kind = make("p", kindName(body.kind), { class: "soft kind" });
    kind.style.setProperty("--colour", colourOf(i));
    const count = archive && !filters.kinds.size && filters.weight === 1 ? data.partners ?? 0 : model.of[i].length;
    const others = body.names.filter((name) => name !== body.label && name !== body.english);
    open(
      trailBar(),
      make("h2", nameOf(body)),
      otherName(body) ? make("p", otherName(body)) : null,
      kind,
      neighbours(model, i).length ? focusBar(body.id) : null,
      ...others.length ? [make("h4", say("also_called")), make("p", others.join(say("semicolon")))] : [],
      ...body.links.length ? [make("h4", say("elsewhere"))] : [],
      ...body.links.map((link) => make("p", make("a", link, { href: link, rel: "noreferrer", target: "_blank" }))),
      make("h4", !count ? say("alone") : count === 1 ? say("worked_one") : say("worked", { n: inThousands(count) })),
      count ? partnerList(i) : null,
      ...model.near[i].length ? [make("h4", say("belongings")), belongingList(i)] : [],
      ...model.done[i].length ? [make("h4", say("activities")), doneBy(i)] : [],
      moreBar(),
      ...count ? [make("h4", say("in_network")), measureTable(body)] : []
    );
  };
  var showPanel = () => {
    if (state.tie) showTie();
    else if (state.node) showBody();
    else if (state.activity) showActivity();
    else if (state.place) showPlace();
    else if (state.belonging) showBelonging();
    else if (state.path) showPath();
    else panel.hidden = true;
  };
  var close = () => change(Object.keys(CLOSED).some((name) => state[
    /** @type {keyof typeof CLOSED} */
    name
  ]) ? CLOSED : { path: "" });
  get("close").addEventListener("click", close);

  // logic/rings.js
  var rings = (model2, start, far, communityOf2) => {
    const places = /* @__PURE__ */ new Map([[start, [0, 0]]]);
    const angles = /* @__PURE__ */ new Map([[start, 0]]);
    const steps = Math.max(0, ...far.values());
    let radius = 0;
    for (let step2 = 1; step2 <= steps; step2++) {
      const ring = [...far].filter(([, distance]) => distance === step2).map(([body]) => body);
      const parent = (body) => neighbours(model2, body).find((other) => far.get(other) === step2 - 1) ?? start;
      const lead = (body) => step2 === 1 ? communityOf2(body) * 1e3 : angles.get(parent(body)) ?? 0;
      ring.sort((a, b) => lead(a) - lead(b) || a - b);
      radius = Math.max(radius + 260, ring.length * 120 / (2 * Math.PI));
      ring.forEach((body, n) => {
        const angle = 2 * Math.PI * n / ring.length - Math.PI / 2;
        angles.set(body, angle);
        places.set(body, [Math.round(radius * 1.35 * Math.cos(angle)), Math.round(radius * Math.sin(angle))]);
      });
    }
    return places;
  };

  // view/scene.js
  var SMALLEST = 11;
  var LARGEST = 36;
  var BELONGS = "belongs:";
  var ACTS = "activity:";
  var lineOfBelonging = (n) => `${BELONGS}${n}`;
  var belongingAt = (id) => id.startsWith(BELONGS) ? Number(id.slice(BELONGS.length)) : -1;
  var nodeOfActivity = (j) => `${ACTS}${j}`;
  var activityAt = (id) => id.startsWith(ACTS) ? Number(id.slice(ACTS.length)) : -1;
  var compose = () => {
    const things = /* @__PURE__ */ new Map();
    if (state.focus) {
      const start = bodyAt(state.focus);
      return { bodies: rings(model, start, around(model, start, state.steps), communityOf), activities: things };
    }
    const shown = /* @__PURE__ */ new Map();
    bodies.forEach((body, i) => {
      const place = body[state.view];
      if (place && (neighbours(model, i).length || state.view === "what" && model.done[i].length)) shown.set(i, place);
    });
    if (state.view === "what") {
      activities.forEach((activity, j) => {
        if (activity.what && model.parts[j].some(([body]) => shown.has(body))) things.set(j, activity.what);
      });
    }
    return { bodies: shown, activities: things };
  };
  var nodesOf = (scene2) => {
    const at = measureAt(state.size);
    const value = (i) => bodies[i].measures[at] ?? 0;
    const most = Math.max(...[...scene2.bodies.keys()].map(value), 1e-9);
    const drawn = [];
    for (const [i, [x, y]] of scene2.bodies) {
      const body = bodies[i];
      const size = SMALLEST + (LARGEST - SMALLEST) * (value(i) / most) ** 0.5;
      const title = [nameOf(body), otherName(body)].filter(Boolean).join("\n");
      drawn.push({ id: body.id, label: linesOf(body), title, x, y, size, color: paintOf(i), shape: data.looks[kindOf(i)].shape });
    }
    for (const [j, [x, y]] of scene2.activities) {
      const activity = activities[j];
      const title = [nameOf(activity), otherName(activity), `${kindName(activity.kind)} ${activity.date}`].filter(Boolean).join("\n");
      drawn.push({ id: nodeOfActivity(j), label: linesOf(activity), title, x, y, size: 9, color: look().activity, shape: shapeOf(activity.kind) });
    }
    return drawn;
  };
  var inStar = (scene2, { a, b, activities: shared }) => shared.length > 0 && shared.every((j) => {
    const { own, parts } = activities[j];
    return own >= 0 && parts.length > data.star && own !== a && own !== b && scene2.bodies.has(own);
  });
  var linesIn = (scene2) => {
    const found3 = [];
    for (const { n, a, b, relation } of model.belongings) {
      if (!scene2.bodies.has(a) || !scene2.bodies.has(b)) continue;
      const ends = { from: bodies[a].id, to: bodies[b].id };
      found3.push({ id: lineOfBelonging(n), ...ends, width: 1.6, dashes: [7, 6], title: relationName(relation), arrows: { to: { enabled: true, scaleFactor: 0.5 } } });
    }
    if (scene2.activities.size) {
      for (const j of scene2.activities.keys()) {
        for (const [body] of model.parts[j]) {
          const [from, to] = [nodeOfActivity(j), bodies[body].id];
          if (scene2.bodies.has(body)) found3.push({ id: `${from} ${to}`, from, to, width: 1.2 });
        }
      }
      return found3;
    }
    for (const tie of model.ties.values()) {
      const { id, a, b, count } = tie;
      if (scene2.bodies.has(a) && scene2.bodies.has(b) && !inStar(scene2, tie)) {
        found3.push({ id, from: bodies[a].id, to: bodies[b].id, width: Math.round(10 + 15 * count ** 0.7) / 10 });
      }
    }
    return found3;
  };

  // view/drawing.js
  var MANY_LINES = 300;
  var TWO_CLICKS = 350;
  var LETTER = 20;
  var READABLE = 11;
  var LARGEST2 = 1.2;
  var PHONE = 0.55;
  var FACE = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  var narrow = matchMedia("(max-width: 720px)");
  var stage = get("stage");
  var nodes = new vis.DataSet([]);
  var edges = new vis.DataSet([]);
  var network = new vis.Network(get("network"), { nodes, edges }, {
    physics: { enabled: false },
    interaction: { hover: true, tooltipDelay: 200, multiselect: false, selectConnectedEdges: false, hideEdgesOnDrag: false },
    nodes: {
      borderWidth: 1.5,
      borderWidthSelected: 4,
      font: { size: 0 }
    },
    edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 1 }
  });
  var scene = { bodies: /* @__PURE__ */ new Map(), activities: /* @__PURE__ */ new Map() };
  var spoken2 = null;
  var labels = [];
  var names = /* @__PURE__ */ new Map();
  var painted = 0;
  var moved = false;
  var lineColour = (id, { spoken: dark, faint, belongs, worked, many }) => {
    if (spoken2) return spoken2.ties.has(id) ? dark : faint;
    return belongingAt(id) >= 0 ? belongs : edges.length > MANY_LINES ? many : worked;
  };
  var letterAt = (scale) => Math.max(LETTER, READABLE / scale);
  var letterSize = () => letterAt(network.getScale());
  var room = () => (
    /** @type {[number, number]} */
    [stage.clientWidth, stage.clientHeight]
  );
  var draw = () => {
    const found3 = compose();
    const [width, height] = room();
    const [who, what] = stretched([found3.bodies, found3.activities], width / (height || 1));
    scene = { bodies: who, activities: what };
    const drawn = nodesOf(scene);
    labels = [];
    names = /* @__PURE__ */ new Map();
    nodes.clear();
    edges.clear();
    nodes.add(drawn);
    edges.add(linesIn(scene));
    labels = drawn.map(({ id, x, y, size, label }) => ({ id, x, y, size, lines: label.split("\n").map(wide) })).sort((a, b) => b.size - a.size);
    get("empty").hidden = drawn.length > 0;
    get("empty").textContent = say(data.lined ? "nothing" : "empty");
  };
  var boxOf = ({ offsetLeft: x, offsetTop: y, offsetWidth: w, offsetHeight: h }) => {
    const [from, to] = [network.DOMtoCanvas({ x, y }), network.DOMtoCanvas({ x: x + w, y: y + h })];
    return [from.x, from.y, to.x, to.y];
  };
  var paint = () => {
    painted = letterSize();
    names = placed(labels, spoken2, painted, inView().box, [boxOf(get("whole"))]);
    nodes.update(labels.map(({ id }) => ({ id, opacity: !spoken2 || spoken2.bodies.has(id) ? 1 : 0.15 })));
    const colours = look();
    edges.update(edges.map(({ id }) => ({ id, color: { color: lineColour(id, colours), highlight: colours.ink, hover: colours.spoken } })));
  };
  var fittedIn = (space) => fitted(labels, (at) => placed(labels, null, letterAt(at)), space, LARGEST2);
  var wholeIn = (space) => {
    const { scale, middle: [x, y] } = labels.length ? fittedIn(space) : { scale: 1, middle: [0, 0] };
    const [w, h] = [space[0] / scale / 2, space[1] / scale / 2];
    return { room: space, box: [x - w, y - h, x + w, y + h], letter: letterAt(scale), names: placed(labels, spoken2, letterAt(scale)) };
  };
  var inView = () => {
    const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: room()[0], y: room()[1] })];
    return { room: room(), box: [from.x, from.y, to.x, to.y], letter: painted, names };
  };
  var whole = () => {
    moved = false;
    if (labels.length) {
      const { scale, middle } = fittedIn(room());
      const near = narrow.matches && scale < PHONE && !state.focus;
      const [x, y] = near ? [labels[0].x, labels[0].y] : middle;
      network.moveTo({ position: { x, y }, scale: near ? PHONE : scale, offset: { x: 0, y: 0 }, animation: false });
    }
    paint();
  };
  network.on("afterDrawing", (pen) => {
    pen.save();
    pen.font = `${painted}px ${FACE}`;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = painted / 4;
    pen.strokeStyle = look().paper;
    pen.fillStyle = look().ink;
    for (const { id, align, box: [left, top, right, bottom] } of names.values()) {
      const lines = nodes.get(id)?.label.split("\n") ?? [];
      const x = { left, center: (left + right) / 2, right }[align];
      pen.textAlign = align;
      lines.forEach((line2, n) => {
        const y = top + (n + 0.5) * (bottom - top) / lines.length;
        pen.strokeText(line2, x, y);
        pen.fillText(line2, x, y);
      });
    }
    pen.restore();
  });
  var namedAt = ({ x, y }) => [...names.values()].find(({ box: [left, top, right, bottom] }) => x >= left && x <= right && y >= top && y <= bottom)?.id;
  var refit = () => network.setSize("100%", "100%");
  var bringIntoView = (ids, least = 0.8) => {
    const near = labels.filter(({ id }) => ids.has(id));
    if (!near.length) return;
    const [width, height] = room();
    const free = !panel.hidden && narrow.matches ? height - panel.offsetHeight + (get("legend").offsetHeight || 0) : height;
    const { scale, middle } = fitted(near, (at) => placed(near, spoken2, letterAt(at)), [width, free], LARGEST2);
    const chosen2 = narrow.matches && scale < PHONE && !state.focus ? near.find(({ id }) => spoken2?.chosen.has(id)) : null;
    const [x, y] = chosen2 ? [chosen2.x, chosen2.y] : middle;
    const most = chosen2 ? PHONE : scale;
    network.moveTo({ position: { x, y }, scale: Math.min(Math.max(network.getScale(), least), most), offset: { x: 0, y: (free - height) / 2 }, animation: false });
  };
  var openLine = () => {
    const n = state.belonging ? belongingNumber(state.belonging) : -1;
    const belonging = model.belongings.find((one) => one.n === n);
    if (!state.tie && !belonging) return null;
    const ends = belonging && !state.tie ? [belonging.a, belonging.b] : tieEnds(state.tie);
    return { line: state.tie || lineOfBelonging(n), ends: ends.map((i) => bodies[i].id) };
  };
  var speak = () => {
    const activity = known.activities.at(state.activity), open2 = openLine();
    const node = activity === void 0 ? state.node : nodeOfActivity(activity);
    const drawn = (ids) => [...ids].filter((id) => nodes.get(id) !== null);
    if (open2) {
      const { line: line2, ends } = open2;
      spoken2 = { chosen: new Set(ends), bodies: new Set(ends), ties: /* @__PURE__ */ new Set([line2]) };
      network.setSelection({ nodes: [], edges: edges.get(line2) ? [line2] : [] });
    } else if (node && nodes.get(node)) {
      const near = state.focus ? nodes.getIds() : [node, ...network.getConnectedNodes(node)];
      spoken2 = { chosen: /* @__PURE__ */ new Set([node]), bodies: new Set(near), ties: new Set(network.getConnectedEdges(node)) };
      network.setSelection({ nodes: [node], edges: [] });
    } else {
      spoken2 = null;
      network.unselectAll();
    }
    if (spoken2 && !drawn(spoken2.bodies).length) spoken2 = null;
    if (state.focus) bringIntoView(new Set(nodes.getIds()), LARGEST2);
    else if (spoken2) bringIntoView(spoken2.bodies);
    paint();
  };
  var pointAt = (id) => {
    const ends = tieEnds(id).map((i) => bodies[i].id);
    const near = /* @__PURE__ */ new Set([...network.getConnectedNodes(state.node), ...ends]);
    spoken2 = { chosen: new Set(ends), bodies: near, ties: /* @__PURE__ */ new Set([id]) };
    network.setSelection({ nodes: [state.node], edges: edges.get(id) ? [id] : [] });
    paint();
  };
  var largest = () => labels.find(({ id }) => activityAt(id) < 0)?.id;
  var onceDrawn = (action) => network.once("afterDrawing", () => {
    if (!spoken2) whole();
    action();
  });
  for (const how of ["zoom", "dragEnd"]) {
    network.on(how, () => {
      moved = true;
      paint();
    });
  }
  network.on("resize", () => setTimeout(() => {
    if (state.focus || !moved && spoken2) speak();
    else if (!moved) {
      draw();
      whole();
    }
  }));
  var clicked = { node: "", when: -Infinity };
  network.on("click", ({ nodes: [at], edges: [edge], pointer, event }) => {
    const when = event.srcEvent.timeStamp;
    if (when - clicked.when < TWO_CLICKS) return;
    const node = at ?? (edge ? void 0 : namedAt(pointer.canvas));
    clicked = { node: node ?? "", when };
    if (node && activityAt(node) >= 0) change({ ...CLOSED, activity: activities[activityAt(node)].id });
    else if (node) change({ ...CLOSED, node });
    else if (edge && belongingAt(edge) >= 0) openBelonging(belongingAt(edge));
    else if (edge && model.ties.has(edge)) change({ ...CLOSED, tie: edge });
    else change(CLOSED);
  });
  get("network").addEventListener("dblclick", () => {
    const { node } = clicked;
    if (node && activityAt(node) < 0) change({ ...CLOSED, focus: node, node, steps: 1 });
  });
  get("whole").addEventListener("click", () => state.focus || state.path ? change({ focus: "", path: "", steps: 1 }) : whole());

  // logic/csv.js
  var inert = (value) => typeof value === "string" && /^'*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : String(value ?? "");
  var quoted = (text) => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  var csv = (rows) => `\uFEFF${rows.map((row) => row.map((cell) => quoted(inert(cell))).join(",")).join("\r\n")}\r
`;

  // logic/filename.js
  var LONGEST = 60;
  var filename = (parts, ending2) => {
    const safe = (part) => [...part.replace(/[\s\p{Cc}\\/:*?"<>|.]+/gu, "-").replace(/^-+|-+$/g, "")].slice(0, LONGEST).join("");
    return `${parts.map(safe).filter(Boolean).join("-")}.${ending2}`;
  };

  // logic/rows.js
  var inRows = (widths, room2, gap) => {
    let x = 0, row = 0;
    return widths.map((width) => {
      if (x > 0 && x + width > room2) [x, row] = [0, row + 1];
      const at = x;
      x += width + gap;
      return [at, row];
    });
  };

  // view/sheet.js
  var MARGIN2 = 20;
  var TITLE = 20;
  var SMALL = 12;
  var ROW = 20;
  var SWATCH = 22;
  var PAPER = (
    /** @type {[number, number]} */
    [1060, 600]
  );
  var escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/(?![\t\n\r])\p{Cc}/gu, "");
  var written2 = (x, y, size, text, colour = DAY.ink) => `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}">${escaped(text)}</text>`;
  var drawing = ({ names: names2, letter }) => {
    const shown = nodes.get(), at = new Map(shown.map((node) => [node.id, node]));
    const parts = [];
    for (const { id, from, to, width, dashes, arrows } of edges.get()) {
      const [a, b] = [at.get(from), at.get(to)];
      if (!a || !b) continue;
      const colour = lineColour(id, DAY);
      parts.push(`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${colour}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes.join(" ")}"` : ""}/>`);
      if (!arrows) continue;
      const far = Math.hypot(b.x - a.x, b.y - a.y) || 1, [x, y] = [(b.x - a.x) / far, (b.y - a.y) / far];
      const [tipX, tipY] = [b.x - x * b.size, b.y - y * b.size];
      const side = (s) => `${Math.round(tipX - 10 * x - 5 * s * y)} ${Math.round(tipY - 10 * y + 5 * s * x)}`;
      parts.push(`<path d="M${Math.round(tipX)} ${Math.round(tipY)}L${side(1)}L${side(-1)}Z" fill="${colour}"/>`);
    }
    for (const { id, x, y, size, shape, opacity } of shown) {
      const body = indexOf.get(id);
      const [fill, stroke] = body === void 0 ? [DAY.activity.background, DAY.activity.border] : [colourOf(body), "none"];
      parts.push(`<path d="${OUTLINES[shape](x, y, Math.round(size))}" fill="${fill}" stroke="${stroke}" opacity="${opacity ?? 1}"/>`);
    }
    for (const { id, align, box: [left, top, right, bottom] } of names2.values()) {
      const lines = at.get(id)?.label.split("\n") ?? [];
      const [x, anchor] = { left: [left, "start"], center: [(left + right) / 2, "middle"], right: [right, "end"] }[align];
      lines.forEach((text, n) => parts.push(
        `<text x="${Math.round(Number(x))}" y="${Math.round(top + (n + 0.8) * (bottom - top) / lines.length)}" text-anchor="${anchor}" font-size="${Math.round(letter)}" fill="${DAY.ink}" stroke="${DAY.paper}" stroke-width="${Math.round(letter / 4)}" stroke-linejoin="round" paint-order="stroke">${escaped(text)}</text>`
      ));
    }
    return parts;
  };
  var shaped = (shape, fill, stroke, text) => ({ mark: (x, y) => `<path d="${OUTLINES[shape](x + 6, y, 6)}" fill="${fill}" stroke="${stroke}"/>`, text });
  var lined = (text, dashes = "") => ({ mark: (x, y) => `<path d="M${x} ${y}h16" stroke="${DAY.belongs}" stroke-width="2"${dashes}/>`, text });
  var legendOfBodies = () => {
    const drawn = [...scene.bodies.keys()];
    if (state.colour === "kind") {
      const kinds = new Set(drawn.map(kindOf));
      return Object.entries(data.looks).filter(([kind]) => kinds.has(kind)).map(([kind, { shape, colour }]) => shaped(shape, colour, "none", kindName(kind)));
    }
    const strength2 = (i) => bodies[i].measures[measureAt("weighted_degree")] ?? 0;
    const leads = /* @__PURE__ */ new Map();
    for (const i of drawn.sort((a, b) => strength2(a) - strength2(b))) leads.set(communityOf(i), i);
    return [...leads].filter(([community]) => colourOfCommunity(community)).sort((a, b) => a[0] - b[0]).map(([, i]) => shaped("dot", colourOf(i), "none", nameOf(bodies[i])));
  };
  var legend = () => {
    const shapes = /* @__PURE__ */ new Map();
    for (const j of scene.activities.keys()) {
      const { kind } = activities[j], shape = shapeOf(kind);
      shapes.set(shape, (shapes.get(shape) ?? /* @__PURE__ */ new Set()).add(kindName(data.tops[kind])));
    }
    const belongs = edges.get().some(({ arrows }) => arrows);
    return [
      ...legendOfBodies(),
      ...[...shapes].map(([shape, names2]) => shaped(shape, DAY.activity.background, DAY.activity.border, [...names2].join(say("comma")))),
      ...edges.length ? [lined(say("line_worked"))] : [],
      ...belongs ? [lined(say("line_belongs"), ' stroke-dasharray="4 3"')] : []
    ];
  };
  var source2 = () => say("source", { reports: archive ? nameOf(data.title) : [...new Set(quotations.map(([report]) => report))].join(say("comma")), counts: get("counts").textContent ?? "" });
  var sheet = (drawn) => {
    const { box: [left, top, right, bottom], room: room2 } = drawn;
    const [width, high] = [room2[0] + 2 * MARGIN2, Math.round(room2[1])];
    const entries = legend();
    const at = inRows(entries.map(({ text }) => SWATCH + wide(text) * SMALL), room2[0], 18);
    const below = MARGIN2 + TITLE + 16 + high, last2 = below + 24 + ROW * (Math.max(-1, ...at.map(([, row]) => row)) + 1);
    const height = last2 + MARGIN2;
    const svg = [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FACE)}">`,
      `<title>${escaped(document.title)}</title><rect width="${width}" height="${height}" fill="${DAY.paper}"/>`,
      written2(MARGIN2, MARGIN2 + TITLE, Math.min(TITLE, room2[0] / (wide(document.title) || 1)), document.title),
      `<svg x="${MARGIN2}" y="${MARGIN2 + TITLE + 16}" width="${room2[0]}" height="${high}" viewBox="${left} ${top} ${right - left} ${bottom - top}">`,
      ...drawing(drawn),
      "</svg>",
      ...entries.map(({ mark, text }, n) => {
        const [x, y] = [MARGIN2 + at[n][0], below + 20 + ROW * at[n][1]];
        return mark(x, y - 4) + written2(x + SWATCH, y, SMALL, text);
      }),
      written2(MARGIN2, last2, SMALL, source2(), DAY.spoken),
      "</svg>"
    ].join("\n");
    return { svg: `${svg}
`, width, height };
  };
  var onPaper = () => sheet(wholeIn(PAPER));
  addEventListener("beforeprint", () => {
    get("printed").innerHTML = state.table ? "" : onPaper().svg;
  });

  // view/table.js
  var ROWS = 200;
  var TABLES = (
    /** @type {const} */
    ["bodies", "ties"]
  );
  var sorting = { bodies: ["weighted_degree", -1], ties: ["shared", -1] };
  var rowsShown = ROWS;
  var bodyColumns = () => [
    ["body", say("body"), (i) => nameOf(bodies[i])],
    ["kind", say("kind"), (i) => kindName(bodies[i].kind)],
    ...data.measures.map((name, n) => (
      /** @type {Column<number>} */
      [name, measureName(name), (i) => bodies[i].measures[n]]
    ))
  ];
  var bodyRecord = () => [
    ["iri", say("iri_of", { what: say("body") }), (i) => bodies[i].id],
    ["names", say("also_called"), (i) => bodies[i].names.join(say("semicolon"))],
    ["links", say("elsewhere"), (i) => bodies[i].links.join(" ")]
  ];
  var inOrder = (tie) => [...tie.activities].sort(inTime(activities)).map((j) => activities[j]);
  var each = (of, between = "") => (tie) => inOrder(tie).map(of).join(between || say("semicolon"));
  var quoted2 = (tie) => sentencesOf(quotations, inOrder(tie).flatMap((activity) => wordsOf(partsOf(data, filters, activity), [tie.a, tie.b]))).map(({ report, paragraph, section, pieces }) => `${pieces.map(([text]) => text).join("")}${say("aside", { words: say("stands", { report, where: section || say("paragraph", { n: paragraph }) }) })}`).join(" | ");
  var tieColumns = () => [
    ["body", say("body"), (tie) => nameOf(bodies[tie.a])],
    ["partner", say("partner"), (tie) => nameOf(bodies[tie.b])],
    ["shared", say("shared"), (tie) => tie.activities.length],
    ["share", say("share"), (tie) => tie.share],
    ["activities", say("activities_table"), each((activity) => activity.id ? nameOf(activity) : say("partnership"))]
  ];
  var tieRecord = () => [
    ["iri", say("iri_of", { what: say("body") }), (tie) => bodies[tie.a].id],
    ["kind", say("kind_of", { what: say("body") }), (tie) => kindName(bodies[tie.a].kind)],
    ["partner_iri", say("iri_of", { what: say("partner") }), (tie) => bodies[tie.b].id],
    ["partner_kind", say("kind_of", { what: say("partner") }), (tie) => kindName(bodies[tie.b].kind)],
    ["activity_iris", say("iri_of", { what: say("activities_table") }), each(({ id }) => id, " ")],
    ["activity_kinds", say("kind_of", { what: say("activities_table") }), each(({ kind }) => kindName(kind))],
    ["dates", say("dates"), each(({ date, end }) => [date, end].filter(Boolean).join("/") || say("undated"))],
    ["quotations", say("quotations"), quoted2]
  ];
  var order = (a, b, direction) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return direction * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), language));
  };
  var sheet2 = (columns, record, rows, [name, direction], target) => {
    const [, , value] = columns.find(([column]) => column === name) ?? columns[0];
    rows.sort((a, b) => order(value(a), value(b), direction));
    return {
      heads: columns.map(([column, title, of]) => ({ name: column, title, number: rows.length > 0 && typeof of(rows[0]) === "number" })),
      rows: rows.map((row) => ({ cells: () => columns.map(([, , of]) => of(row)), target: () => target(row) })),
      records: () => {
        const all = [...columns, ...record()];
        return [all.map(([, title]) => title), ...rows.map((row) => all.map(([, , of]) => of(row)))];
      }
    };
  };
  var tableOf = (which) => {
    if (which === "ties") return sheet2(tieColumns(), tieRecord, [...model.ties.values()], sorting.ties, (tie) => ({ tie: tie.id }));
    const shown = bodies.map((_, i) => i).filter((i) => !hidden(data, filters, i) && (!narrowed(filters) || model.of[i].length));
    return sheet2(bodyColumns(), bodyRecord, shown, sorting.bodies, (i) => ({ node: bodies[i].id }));
  };
  var showTable = () => {
    get("table").hidden = !state.table;
    if (!state.table) return;
    const which = state.table;
    const { heads, rows } = tableOf(which);
    for (const name of TABLES) get(`table-${name}`).setAttribute("aria-selected", String(name === which));
    const [sorted, direction] = sorting[which];
    const head = heads.map(({ name, title, number }) => {
      const cell = make("th", button(title, () => {
        sorting[which] = [name, name === sorted ? -direction : number ? -1 : 1];
        showTable();
      }), { scope: "col", class: number ? "number" : "" });
      cell.title = meaningOf(name);
      if (name === sorted) cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      return cell;
    });
    const body = rows.slice(0, rowsShown).map(({ cells, target }) => {
      const { node = "", tie = "" } = target();
      const row = make("tr", cells().map((cell, n) => {
        const number = typeof cell === "number";
        const text = number ? figure(cell) : cell ?? "";
        return n ? make("td", text, { class: number ? "number" : "" }) : make("th", make("button", text, { type: "button" }), { scope: "row" });
      }), { "aria-current": String(node === state.node && tie === state.tie) });
      row.addEventListener("click", () => {
        if (!String(getSelection())) change({ ...CLOSED, ...target() });
      });
      return row;
    });
    get("rows").replaceChildren(make("thead", make("tr", head)), make("tbody", body));
    get("sorted").textContent = meaningOf(sorted) && `${heads.find(({ name }) => name === sorted)?.title}: ${meaningOf(sorted)}`;
    get("more").hidden = rows.length <= rowsShown;
  };
  for (const table of TABLES) get(`table-${table}`).addEventListener("click", () => change({ table }));
  get("more").addEventListener("click", () => {
    rowsShown += 5 * ROWS;
    showTable();
  });

  // view/export.js
  var TWICE = 2;
  var save = (what, ending2, blob) => {
    if (!blob) return;
    const around2 = state.focus && what === "network" ? nameOf(bodies[bodyAt(state.focus)]) : "";
    const period = [.../* @__PURE__ */ new Set([filters.from, filters.to])].filter(Boolean).join("-");
    const link = make("a", [], { download: filename([document.title, around2, period, what], ending2), href: URL.createObjectURL(blob) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
  };
  var toPicture = async () => {
    const { svg, width, height } = sheet(inView());
    const drawn = new Image();
    drawn.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await drawn.decode();
    const picture = make("canvas", [], { width: TWICE * width, height: TWICE * height });
    picture.getContext("2d")?.drawImage(drawn, 0, 0, picture.width, picture.height);
    return new Promise((done) => picture.toBlob(done, "image/png"));
  };
  var exporters = {
    png: async () => save("network", "png", await toPicture()),
    svg: () => save("network", "svg", new Blob([onPaper().svg], { type: "image/svg+xml" })),
    csv: () => {
      const which = state.table || "ties";
      save(which, "csv", new Blob([csv(tableOf(which).records())], { type: "text/csv;charset=utf-8" }));
    }
  };
  var menu = get("export", HTMLDetailsElement);
  for (const [form, action] of Object.entries(exporters)) {
    get(`export-${form}`).addEventListener("click", () => {
      menu.open = false;
      action();
    });
  }

  // view/head.js
  var inDrawing = () => {
    const among = ({ a = -1, b = -1 }) => scene.bodies.has(a) && scene.bodies.has(b);
    return say("counts", { bodies: scene.bodies.size, ties: [...model.ties.values()].filter(among).length });
  };
  var ofArchive = () => {
    if (state.path.includes(" ")) return "";
    return state.focus ? say("around", { counts: inDrawing(), name: nameOf(bodies[bodyAt(state.focus)]) }) : say("counts_archive", archive && Object.fromEntries(Object.entries(archive.totals).map(([name, n]) => [name, inThousands(n)])));
  };
  var cut = () => {
    if (state.path.includes(" ")) return "";
    const around2 = bodyAt(state.focus), all = data.partners ?? 0, shown = model.of[around2]?.length ?? 0;
    if (state.focus) return shown < all ? say("core_around", { n: shown, all: inThousands(all) }) : "";
    return say("core_archive", { n: scene.bodies.size });
  };
  var counts = () => {
    if (archive) return ofArchive();
    if (state.table) return say(`counts_${state.table}`, { n: tableOf(state.table).rows.length });
    if (state.focus) return say("around", { counts: inDrawing(), name: nameOf(bodies[bodyAt(state.focus)]) });
    if (state.view === "what") return say("counts_what", { bodies: scene.bodies.size, activities: scene.activities.size });
    const alone = bodies.length - data.lined;
    const lined2 = new Set([...model.ties.values(), ...model.belongings].flatMap(({ a, b }) => [a, b])).size;
    return say(alone && !anyFilter(filters) ? "counts_all" : "counts", { bodies: lined2, ties: model.ties.size, alone });
  };
  var showHead = () => {
    get("unknown").hidden = !unknown.length && !trouble;
    get("unknown").textContent = trouble ? say("trouble", { why: trouble }) : unknown.length ? say("unknown", { what: unknown.join(say("comma")) }) : "";
    const counted3 = counts();
    get("counts").textContent = counted3 && say("sentence", { words: counted3 });
    get("core").textContent = archive ? cut() : data.drawn < data.lined && !state.table && !state.focus ? say("core", { n: data.drawn, all: bodies.length }) : "";
    get("hint").textContent = say(state.table ? "hint_table" : state.view === "what" && !state.focus ? "hint_what" : "hint");
  };

  // view/legend.js
  var weight = get("weight", HTMLInputElement);
  var VIEWS = (
    /** @type {const} */
    ["who", "what"]
  );
  var relations = [...new Set(activities.flatMap(({ parts }) => parts.flatMap(([, names2]) => names2)))].sort();
  var toggled = (set, value, on) => {
    const found3 = new Set(set);
    if (on) found3.delete(value);
    else found3.add(value);
    return found3;
  };
  var box = (text, on, action, mark) => {
    const input = make("input", [], { type: "checkbox" });
    input.checked = on;
    input.addEventListener("change", () => action(input.checked));
    return make("li", make("label", [input, mark, text]));
  };
  var swatch = (shape, fill, border = "none") => {
    const [drawing3, outline] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    drawing3.setAttribute("viewBox", "-7 -7 14 14");
    for (const [name, value] of Object.entries({ d: OUTLINES[shape](0, 0, 6), fill, stroke: border })) outline.setAttribute(name, value);
    drawing3.append(outline);
    return (
      /** @type {SVGElement} */
      drawing3
    );
  };
  var counted = (name, count) => make("span", [name, make("small", String(count))]);
  var legendOfKinds = () => {
    const counts2 = /* @__PURE__ */ new Map();
    const lined2 = new Set((data.ties ?? []).flatMap(([a, b]) => [a, b]));
    bodies.forEach((body, i) => {
      if ((body.who || body.what || lined2.has(i)) && topOf(data, filters, i) === i) counts2.set(kindOf(i), (counts2.get(kindOf(i)) ?? 0) + 1);
    });
    return Object.entries(data.looks).filter(([kind]) => counts2.has(kind)).map(([kind, { shape, colour }]) => {
      const mark = state.colour === "kind" ? swatch(shape, colour) : null;
      const show2 = (on) => change({}, { filter: { kinds: toggled(filters.kinds, kind, on) } });
      return box(counted(kindName(kind), counts2.get(kind) ?? 0), !filters.kinds.has(kind), show2, mark);
    });
  };
  var legendOfCommunities = () => {
    const members2 = /* @__PURE__ */ new Map();
    for (const i of scene.bodies.keys()) members2.set(communityOf(i), [...members2.get(communityOf(i)) ?? [], i]);
    const strength2 = (i) => bodies[i].measures[measureAt("weighted_degree")] ?? 0;
    return [...members2].filter(([community]) => colourOfCommunity(community)).sort((a, b) => a[0] - b[0]).map(([, group]) => {
      const lead = group.sort((a, b) => strength2(b) - strength2(a))[0];
      return make("li", [swatch("dot", colourOf(lead)), counted(nameOf(bodies[lead]), group.length)]);
    });
  };
  var legendOfActivities = () => {
    const counts2 = /* @__PURE__ */ new Map();
    for (const j of scene.activities.keys()) {
      const top = data.tops[activities[j].kind];
      if (top) counts2.set(top, (counts2.get(top) ?? 0) + 1);
    }
    return [...counts2].sort().map(([kind, count]) => make("li", [swatch(shapeOf(kind), look().activity.background, look().activity.border), counted(kindName(kind), count)]));
  };
  var line = (name) => make("i", [], { class: `line ${name}` });
  var legendOfLines = () => [
    make("li", make("label", [line("worked"), say("line_worked")])),
    ...data.belongings.length ? [box(say("line_belongs"), !filters.apart, (on) => change({}, { filter: { apart: !on } }), line("belongs"))] : [],
    ...data.parents.some((top, i) => top !== i) ? [box(say("rolled"), filters.rolled, (rolled) => change({}, { filter: { rolled } }))] : []
  ];
  var showLegend = () => {
    for (const name of VIEWS) get(`view-${name}`).setAttribute("aria-pressed", String(state.view === name && !state.table));
    get("view-table").setAttribute("aria-pressed", String(Boolean(state.table)));
    select("colour", [["kind", say("by_kind")], ["community", say("by_community")]], state.colour, (colour) => change({ colour }));
    select("size", data.measures.filter((name) => name !== "community").map((name) => [name, measureName(name)]), state.size, (size) => change({ size }));
    get("kinds").replaceChildren(...legendOfKinds());
    get("lines").replaceChildren(...legendOfLines());
    get("communities").replaceChildren(...state.colour === "community" ? legendOfCommunities() : []);
    get("communities-title").hidden = state.colour !== "community";
    get("things").replaceChildren(...legendOfActivities());
    get("things-title").hidden = !scene.activities.size;
    get("relations").replaceChildren(...relations.map((name) => box(relationName(name), !filters.relations.has(name), (on) => change({}, { filter: { relations: toggled(filters.relations, name, on) } }))));
    weight.max = String(Math.max(heaviest, filters.weight));
    weight.value = String(filters.weight);
    weight.disabled = heaviest === 1;
    get("weight-said").textContent = filters.weight === 1 ? say("weight_one") : say("weight", { n: filters.weight });
    get("reset").hidden = !anyFilter(filters);
  };
  get("legend", HTMLDetailsElement).open = !narrow.matches;
  weight.addEventListener("input", () => change({}, { filter: { weight: Number(weight.value) } }));
  get("reset").addEventListener("click", () => change({}, { filter: noFilters() }));
  for (const view of VIEWS) get(`view-${view}`).addEventListener("click", () => change({ view, table: "", focus: "", steps: 1 }));
  get("view-table").addEventListener("click", () => change({ table: state.table ? "" : "bodies" }));
  get("language").addEventListener("click", () => change({}, { speak: language === "zh" ? "en" : "zh" }));

  // logic/search.js
  var WHOLE = 0;
  var MISS = 3;
  var MOST = 12;
  var MOST_SLIPS = 2;
  var LETTERS = 4;
  var CHARACTERS = 5;
  var words = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/\p{Script=Han}|[^\p{Script=Han}\s\p{P}]+/gu) ?? [];
  var grade = (name, wanted2) => name === wanted2 ? WHOLE : name.startsWith(wanted2) ? 1 : name.includes(wanted2) ? 2 : MISS;
  var slips = (wanted2, text, most) => {
    const letters = text.slice(0, wanted2.length + most);
    let before = [], last2 = Array.from({ length: letters.length + 1 }, (_, n) => n);
    for (let i = 1; i <= wanted2.length; i++) {
      const row = [i];
      for (let j = 1; j <= letters.length; j++) {
        const same = wanted2[i - 1] === letters[j - 1];
        const swapped = i > 1 && j > 1 && wanted2[i - 1] === letters[j - 2] && wanted2[i - 2] === letters[j - 1];
        row.push(Math.min(last2[j] + 1, row[j - 1] + 1, last2[j - 1] + (same ? 0 : 1), swapped ? before[j - 2] + 1 : Infinity));
      }
      if (Math.min(...row) > most) return Infinity;
      [before, last2] = [last2, row];
    }
    return Math.min(...last2);
  };
  var nearness = (name, wanted2, most) => Math.min(...name.map((_, n) => slips(wanted2, name.slice(n).join(""), most)));
  var finder = (things) => {
    const known2 = things.map((thing) => ({ thing, names: thing.names.map(words).map((name) => ({ name, whole: name.join("") })) }));
    const best = (measure, least) => {
      const count = /* @__PURE__ */ new Map();
      return known2.map(({ thing, names: names2 }) => ({ thing, far: Math.min(...names2.map(({ name, whole: whole2 }) => measure(name, whole2))) })).filter(({ far }) => far < least).sort((a, b) => Number(a.far > WHOLE) - Number(b.far > WHOLE) || a.thing.sort - b.thing.sort || a.far - b.far || b.thing.weight - a.thing.weight).filter(({ thing: { sort } }) => count.set(sort, (count.get(sort) ?? 0) + 1) && (count.get(sort) ?? 0) <= MOST).map(({ thing }) => thing);
    };
    return (text) => {
      const wanted2 = words(text).join("");
      if (!wanted2) return [];
      const found3 = best((_, whole2) => grade(whole2, wanted2), MISS);
      const most = Math.min(Math.floor(wanted2.length / (/\p{Script=Han}/u.test(wanted2) ? CHARACTERS : LETTERS)), MOST_SLIPS);
      return found3.length || !most ? found3 : best((name) => nearness(name, wanted2, most), most + 1);
    };
  };

  // view/search.js
  var query = get("query", HTMLInputElement);
  var matches = get("matches");
  var openActivity = (id) => change({ ...CLOSED, activity: id, table: "" });
  var openPlace = (id) => change({ ...CLOSED, place: id, table: "" });
  var goTo = (id) => change({ ...CLOSED, node: id, table: "", ...state.focus ? { focus: id, steps: 1 } : {} });
  var called = (name) => ({ name, names: [name.label, name.english, ...name.names] });
  var strength = measureAt("weighted_degree");
  var find = finder(
    /** @type {Thing[]} */
    [
      ...bodies.map((body) => ({ ...called(body), sort: 0, weight: body.measures[strength] ?? 0, kind: body.kind, open: () => goTo(body.id) })),
      ...activities.flatMap((activity) => activity.id && activity.own < 0 ? [{ ...called(activity), sort: 1, weight: activity.parts.length, kind: activity.kind, open: () => openActivity(activity.id) }] : []),
      ...data.places.map((place, p) => ({ ...called(place), sort: 2, weight: heldAt(p).length, kind: "Place", open: () => openPlace(place.id) })).filter(({ weight: weight2 }) => weight2 > 0)
    ]
  );
  var openers = { body: goTo, activity: openActivity, place: openPlace };
  var findThere = async (text) => (await found(text)).map(({ sort, id, kind, ...name }) => ({ name, kind, open: () => openers[sort](id) }));
  var found2 = [];
  var chosen = 0;
  var choose = (position) => {
    const items = [...matches.querySelectorAll("[role=option]")];
    if (!items.length) return query.removeAttribute("aria-activedescendant");
    chosen = (position + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    items[chosen].scrollIntoView({ block: "nearest" });
    query.setAttribute("aria-activedescendant", items[chosen].id);
  };
  var hideMatches = () => {
    matches.hidden = true;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
  };
  var jump = (thing) => {
    hideMatches();
    thing.open();
  };
  var offer = (things) => {
    found2 = things;
    matches.replaceChildren(...found2.map((thing, n) => {
      const item = make("li", [twice(thing.name), make("b", kindName(thing.kind))], { role: "option", id: `match-${n}` });
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        jump(thing);
      });
      return item;
    }));
    if (!found2.length) matches.append(make("li", say("no_match"), { class: "none" }));
    matches.hidden = !query.value.trim();
    query.setAttribute("aria-expanded", String(!matches.hidden));
    choose(0);
  };
  var looking = Promise.resolve();
  query.addEventListener("input", () => {
    const text = query.value;
    if (!archive) offer(find(text));
    else looking = findThere(text).catch(() => []).then((things) => {
      if (query.value === text) offer(things);
    });
  });
  query.addEventListener("blur", hideMatches);
  query.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") {
      const go = () => {
        if (found2.length && !matches.hidden) jump(found2[chosen]);
      };
      if (archive) void looking.then(go);
      else go();
    } else return;
    event.preventDefault();
  });

  // logic/periods.js
  var FEW = 3;
  var MOST2 = 240;
  var inFour = (year) => String(year).padStart(4, "0");
  var yearsFrom = (ends) => {
    const [first, last2] = ends ?? [1, 0];
    const periods2 = Array.from({ length: Math.min(last2 - first + 1, MOST2) }, (_, n) => inFour(Math.max(first, last2 - MOST2 + 1) + n));
    return { periods: periods2, byMonth: false, dated: [] };
  };
  var periodsOf = (activities2) => {
    const dated2 = activities2.filter(({ date, id, parts }) => id && date && parts.length);
    const years = [...new Set(dated2.map(({ date }) => Number(date.slice(0, 4))))].sort((a, b) => a - b);
    const [first, last2] = [years[0], years[years.length - 1]];
    const byMonth2 = last2 - first < FEW;
    const periods2 = [];
    for (let year = first; year <= last2 && periods2.length < MOST2; year++) {
      const name = inFour(year);
      if (byMonth2) for (let month = 1; month <= 12; month++) periods2.push(`${name}-${String(month).padStart(2, "0")}`);
      else periods2.push(name);
    }
    return { periods: periods2, byMonth: byMonth2, dated: dated2 };
  };

  // view/timeline.js
  var { periods, byMonth, dated } = archive ? yearsFrom(archive.years) : periodsOf(activities);
  var keep = get("keep", HTMLInputElement);
  var counted2 = () => {
    const count = new Map(periods.map((period) => [period, 0]));
    if (data.years) {
      for (const [year, n] of data.years) if (count.has(inFour(year))) count.set(inFour(year), n);
      return count;
    }
    const always = { ...filters, from: "", to: "" };
    for (const activity of dated) {
      const period = activity.date.slice(0, byMonth ? 7 : 4);
      if (count.has(period) && partsShown(data, always, activity).length) count.set(period, (count.get(period) ?? 0) + 1);
    }
    return count;
  };
  var showTimeline = () => {
    get("timeline").hidden = !periods.length;
    if (!periods.length) return;
    const count = counted2();
    const most = Math.max(1, ...count.values());
    get("columns").replaceChildren(...[...count].map(([period, n]) => {
      const only = filters.from === period && filters.to === period;
      const name = say("period", { period, n });
      const bar = make("i");
      bar.style.height = `${Math.round(100 * n / most)}%`;
      const column = button(bar, (event) => {
        if (event.shiftKey && filters.from) {
          const [from, to] = [filters.from, period].sort();
          change({}, { filter: { from, to } });
        } else change({}, { filter: only ? { from: "", to: "" } : { from: period, to: period } });
      }, { class: inPeriod(filters, period) ? "on" : "", "aria-pressed": String(only), "aria-label": name, title: name });
      column.disabled = !n && !only;
      return column;
    }));
    get("first").textContent = periods[0];
    get("last").textContent = periods[periods.length - 1];
    const left = activities.filter((activity) => activity.id && !activity.date && partsShown(data, filters, activity).length).length;
    get("undated").hidden = !left && !archive || !(filters.from || filters.to);
    get("undated-said").textContent = archive ? say("undated_too") : say(filters.undated ? "undated_kept" : "undated_left", { n: left });
    keep.checked = filters.undated;
    const options = [["", say("any")], ...periods.map((period) => (
      /** @type {[string, string]} */
      [period, period]
    ))];
    select("from", options, filters.from, (from) => change({}, { filter: { from, to: filters.to && from > filters.to ? from : filters.to } }));
    select("to", options, filters.to, (to) => change({}, { filter: { to, from: filters.from && to && to < filters.from ? to : filters.from } }));
  };
  keep.addEventListener("change", () => change({}, { filter: { undated: keep.checked } }));

  // logic/clockwise.js
  var clockwise = (things, [x0, y0], placeOf2) => {
    const angle = ([x, y]) => (Math.atan2(x - x0, y0 - y) + 2 * Math.PI) % (2 * Math.PI);
    return [...things].sort((a, b) => angle(placeOf2(a)) - angle(placeOf2(b)));
  };

  // view/walking.js
  var pointed = null;
  var stopPointing = () => {
    pointed = null;
    get("pointed").textContent = "";
  };
  var step = (by) => {
    const body = bodyAt(state.node), middle = scene.bodies.get(body);
    const drawn = model.of[body].filter((tie) => scene.bodies.has(otherEnd(tie, body)));
    if (!middle || !drawn.length) return;
    const ties = clockwise(drawn, middle, (tie) => scene.bodies.get(otherEnd(tie, body)) ?? middle);
    const at = pointed ? ties.indexOf(pointed) + by : by > 0 ? 0 : -1;
    pointed = ties[(at + ties.length) % ties.length];
    pointAt(pointed.id);
    get("pointed").textContent = say("pointed", { name: nameOf(bodies[otherEnd(pointed, body)]), n: pointed.count });
  };
  var STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  var walk = (key) => {
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

  // view/start.js
  var ARRANGEMENT = (
    /** @type {const} */
    ["view", "focus", "path", "steps", "pages"]
  );
  var LOOKS = (
    /** @type {const} */
    ["colour", "size"]
  );
  var last = {};
  whenChanged((filtered) => {
    const differs = (name) => state[name] !== last[name];
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
  var drawing2 = get("network");
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
      drawing2.focus();
    } else if (plain && [drawing2, document.body].includes(
      /** @type {HTMLElement} */
      document.activeElement
    ) && !state.table && walk(event.key)) {
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
  Object.assign(window, { network, named: () => [...names.values()] });
  var tell = () => {
    document.body.dataset.drawn = "true";
  };
  if (!archive) onceDrawn(tell);
  reopen();
})();
