"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const [panel, content, query, matches, legend, stage] =
    ["panel", "content", "query", "matches", "legend", "stage"].map((id) => document.getElementById(id));
  const narrow = matchMedia("(max-width: 720px)");
  legend.open = !narrow.matches;

  const ends = (tie) => tie.split(" ");
  const tiesOf = new Map(Object.keys(data.bodies).map((body) => [body, []]));
  for (const tie of Object.keys(data.ties)) for (const end of ends(tie)) tiesOf.get(end).push(tie);

  // The drawing. Sizes of letters here and in page.py, which leaves room for labels, go together.
  const QUIET = "#aab4bf", FAINT = "rgba(170, 180, 191, 0.2)", INK = "#1b1f24";
  const LETTER = 20, READABLE = 11;
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, {
    physics: { enabled: false },
    interaction: { hover: true, tooltipDelay: 200, multiselect: false, selectConnectedEdges: false },
    nodes: {
      borderWidth: 1.5,
      borderWidthSelected: 4,
      scaling: { label: { drawThreshold: 5, maxVisible: 22 } },
      font: {
        size: LETTER, color: INK, strokeWidth: 5, strokeColor: "#ffffff",
        face: '"Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
      },
    },
    edges: { smooth: false, color: { color: QUIET, highlight: INK, hover: "#57606a" }, selectionWidth: 1.5, hoverWidth: 1 },
  });
  window.network = network;

  // What is spoken of keeps its colour and the rest fades; while nothing is, nothing fades.
  let spoken = null, painted = 0;

  // A label is drawn where it can be read and covers no other: the most tied come first. What is chosen has its own
  // always, and what is not spoken of has none.
  const wide = (line) => [...line].reduce((sum, character) => sum + (character > "\u2e7f" ? 1 : 0.55), 0);
  const labels = data.nodes
    .map(({ id, x, y, size, label }) => ({ id, x, y, size, lines: label.split("\n").map(wide) }))
    .sort((a, b) => b.size - a.size);
  const KEPT_CLEAR = 30;
  const labelled = (letter) => {
    const candidates = spoken ? labels.filter(({ id }) => spoken.bodies.has(id)) : labels;
    const chosen = candidates.filter(({ id }) => spoken && spoken.chosen.has(id));
    const below = ({ x, y, size, lines }) => {
      const half = (Math.max(...lines) * letter) / 2;
      return [x - half, y + size, x + half, y + size + lines.length * letter * 1.15];
    };
    const around = ({ x, y, size }) => [x - size, y - size, x + size, y + size];
    const taken = [...chosen.map(below), ...candidates.slice(0, KEPT_CLEAR).map(around)];
    const fits = (label) => {
      const box = below(label);
      const clear = taken.every((other) => box[0] >= other[2] || other[0] >= box[2] || box[1] >= other[3] || other[1] >= box[3]);
      return clear && taken.push(box);
    };
    return new Set([...chosen, ...candidates.filter(fits)].map(({ id }) => id));
  };
  const letterSize = () => Math.max(LETTER, READABLE / network.getScale());

  const paint = () => {
    painted = letterSize();
    const shown = labelled(painted);
    nodes.update(data.nodes.map(({ id }) => {
      const on = !spoken || spoken.bodies.has(id);
      return { id, opacity: on ? 1 : 0.15, font: { size: shown.has(id) ? painted : 0 } };
    }));
    edges.update(data.edges.map(({ id }) => (
      { id, color: { color: !spoken ? QUIET : spoken.ties.has(id) ? "#57606a" : FAINT } }
    )));
  };
  const speakOf = (chosen, bodies, ties) => {
    spoken = { chosen: new Set(chosen), bodies: new Set(bodies), ties: new Set(ties) };
    show(bodies);
    paint();
  };
  // The whole is shown, and stays so when the window changes, until the reader moves the view.
  let moved = false;
  const whole = () => {
    moved = false;
    network.fit({ animation: false });
    paint();
  };

  // Bring places of the drawing into the part that the panel leaves free.
  const show = (ids) => {
    const places = Object.values(network.getPositions(ids));
    if (!places.length) return;
    const xs = places.map((p) => p.x), ys = places.map((p) => p.y);
    const scale = network.getScale();
    const free = { width: stage.clientWidth, height: stage.clientHeight };
    if (narrow.matches) free.height -= panel.offsetHeight - (legend.offsetHeight || 0);
    else free.width -= panel.offsetWidth;
    const spread = Math.max((Math.max(...xs) - Math.min(...xs)) / (free.width * 0.75), (Math.max(...ys) - Math.min(...ys)) / (free.height * 0.7));
    const wanted = Math.min(Math.max(scale, 0.8), spread ? 1 / spread : Infinity);
    network.moveTo({
      position: { x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2 },
      scale: wanted,
      offset: { x: (free.width - stage.clientWidth) / 2, y: (free.height - stage.clientHeight) / 2 },
      animation: false,
    });
  };

  // The panel. Every text goes in as text: a name may hold anything.
  const make = (tag, children = [], attributes = {}) => {
    const element = document.createElement(tag);
    element.append(...[children].flat());
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const button = (children, action) => {
    const element = make("button", children, { type: "button" });
    element.addEventListener("click", action);
    return element;
  };
  const both = (labels) => (labels ? [labels.zh, labels.en].filter(Boolean).join(" ") : "");
  const soft = (text) => make("p", text, { class: "soft" });
  const colours = new Map(data.nodes.map((node) => [node.id, node.color]));

  const open = (...elements) => {
    content.replaceChildren(...elements);
    panel.hidden = false;
    panel.scrollTop = 0;
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    network.unselectAll();
    spoken = null;
    paint();
  };

  const quotation = (number) => {
    const [report, paragraph, before, words, after] = data.quotations[number];
    return make("blockquote", [before, make("mark", words), after, make("footer", `${report}, paragraph ${paragraph}`)]);
  };

  const activity = (joint, bodies) => {
    const section = make("section", make("h3", joint.label || both(data.relations.partneredWith)));
    const facts = [joint.label && both(data.kinds[joint.kind]), joint.date].filter(Boolean).join(", ");
    if (facts) section.append(soft(facts));
    if (joint.label) {
      const roles = make("dl");
      bodies.forEach((body, i) => {
        const names = joint.roles[i].map((name) => both(data.relations[name])).join(", ");
        roles.append(make("dt", names), make("dd", body.label));
      });
      section.append(roles);
    }
    section.append(...joint.quotations.map(quotation));
    return section;
  };

  const showTie = (tie) => {
    const bodies = ends(tie).map((end) => data.bodies[end]);
    const names = ends(tie).map((end) => {
      const name = make("h2", button(data.bodies[end].label, () => showBody(end)));
      if (data.bodies[end].english) name.append(make("small", data.bodies[end].english));
      return name;
    });
    const count = data.ties[tie].length;
    open(
      ...names,
      make("h4", count === 1 ? "Worked together once" : `Worked together on ${count} activities`),
      ...data.ties[tie].map((joint) => activity(joint, bodies)),
    );
    network.setSelection({ edges: [tie], nodes: [] });
    speakOf(ends(tie), ends(tie), [tie]);
  };

  const partnerList = (id) => {
    const rows = tiesOf.get(id)
      .map((tie) => [tie, data.bodies[ends(tie).find((end) => end !== id)], data.ties[tie].length])
      .sort((a, b) => b[2] - a[2] || (a[1].label < b[1].label ? -1 : 1));
    return make("ul", rows.map(([tie, partner, count]) => {
      const name = make("span", partner.label);
      if (partner.english) name.append(make("small", partner.english));
      return make("li", button([name, make("b", `${count}×`)], () => showTie(tie)));
    }));
  };

  const measureTable = (body) => make("table", [
    make("thead", make("tr", ["Measure", "Value", "Rank"].map((name) => make("th", name, { scope: "col" })))),
    make("tbody", data.measures.map((name) => make("tr", [
      make("th", name.replace("_", " "), { scope: "row" }),
      make("td", String(Number(body.measures[name].toPrecision(3)))),
      make("td", String(body.ranks[name] ?? "")),
    ]))),
  ]);

  const showBody = (id) => {
    const body = data.bodies[id];
    const kind = make("p", both(data.kinds[body.kind]), { class: "soft kind" });
    kind.style.setProperty("--colour", colours.get(id) || "#777777");
    const found = [make("h2", body.label), ...(body.english ? [make("p", body.english)] : []), kind];
    const others = body.names.filter((name) => name !== body.label && name !== body.english);
    if (others.length) found.push(make("h4", "Also called"), make("p", others.join("; ")));
    if (body.links.length) found.push(make("h4", "The same elsewhere"));
    for (const link of body.links) found.push(make("p", make("a", link, { href: link, rel: "noreferrer", target: "_blank" })));
    const count = tiesOf.get(id).length;
    found.push(make("h4", count ? `Worked with ${count} ${count === 1 ? "body" : "bodies"}` : "Worked with no other body, as far as the text says"));
    if (count) found.push(partnerList(id), make("h4", "In the network"), measureTable(body));
    open(...found);
    const drawn = nodes.get(id) !== null;
    network.setSelection({ nodes: drawn ? [id] : [], edges: [] });
    if (drawn) return speakOf([id], [id, ...tiesOf.get(id).flatMap(ends)], tiesOf.get(id));
    spoken = null;
    paint();
  };

  // The search. Width, case, spaces and punctuation make no difference.
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}]+/gu, "");
  const index = Object.entries(data.bodies).map(([id, body]) => [id, body, [body.label, ...body.names].map(fold)]);
  const MISS = 3;
  const grade = (name, wanted) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : MISS);
  const find = (text) => {
    const wanted = fold(text);
    if (!wanted) return [];
    return index
      .map(([id, body, names]) => [Math.min(...names.map((name) => grade(name, wanted))), id, body])
      .filter(([value]) => value < MISS)
      .sort((a, b) => a[0] - b[0] || b[2].measures.weighted_degree - a[2].measures.weighted_degree)
      .slice(0, 12);
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
  const hide = () => {
    matches.hidden = true;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
  };
  const jump = (id) => {
    hide();
    showBody(id);
  };
  query.addEventListener("input", () => {
    const found = find(query.value);
    matches.replaceChildren(...found.map(([, id, body], i) => {
      const item = make("li", body.label, { role: "option", id: `match-${i}`, "data-body": id });
      if (body.english) item.append(make("small", body.english));
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        jump(id);
      });
      return item;
    }));
    if (!found.length) matches.append(make("li", "No body has such a name", { class: "none" }));
    matches.hidden = !query.value.trim();
    query.setAttribute("aria-expanded", String(!matches.hidden));
    choose(0);
  });
  query.addEventListener("blur", hide);
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

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== query) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "Escape") {
      hide();
      query.blur();
      close();
    }
  });
  document.getElementById("close").addEventListener("click", close);
  document.getElementById("whole").addEventListener("click", whole);
  network.on("zoom", () => {
    moved = true;
    if (letterSize() !== painted) paint();
  });
  network.on("dragEnd", () => { moved = true; });
  network.on("resize", () => setTimeout(() => { if (!moved && !spoken) whole(); }));
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) showBody(node);
    else if (edge) showTie(edge);
    else close();
  });
  network.once("afterDrawing", () => {
    whole();
    document.body.dataset.drawn = "true";
  });
})();
