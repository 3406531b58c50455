"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byTie = new Map(data.ties.map((tie) => [tie.id, tie]));
  const panel = document.getElementById("panel");
  const content = document.getElementById("content");
  const query = document.getElementById("query");
  const matches = document.getElementById("matches");
  const drawn = new Set(data.nodes.map((node) => node.id));
  const ends = (id) => id.split(" ");
  const tieIds = new Map();
  for (const tie of data.ties) {
    for (const end of ends(tie.id)) {
      if (!tieIds.has(end)) tieIds.set(end, []);
      tieIds.get(end).push(tie.id);
    }
  }

  const network = new vis.Network(
    document.getElementById("network"),
    { nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) },
    data.options,
  );
  window.network = network;

  // Every text goes in as text: a name may hold anything.
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const both = (labels) => (labels ? [labels.zh, labels.en].filter(Boolean).join(" ") : "");
  const roles = (names) => names.map((name) => both(data.relations[name])).join(", ");

  const open = (...elements) => {
    content.replaceChildren(...elements);
    panel.hidden = false;
    panel.scrollTop = 0;
  };
  const close = () => {
    panel.hidden = true;
    network.unselectAll();
  };

  const quotation = ([report, paragraph, before, words, after]) => {
    const quote = make("blockquote");
    quote.append(before, make("mark", words), after);
    quote.append(make("footer", `${report}, paragraph ${paragraph}`));
    return quote;
  };

  const showTie = (id) => {
    const [one, other] = ends(id).map((end) => data.bodies[end]);
    const found = [make("h2", `${one.label} – ${other.label}`)];
    const english = [one.english, other.english].filter(Boolean).join(" – ");
    if (english) found.push(make("p", english, { class: "soft" }));
    for (const joint of byTie.get(id).joint) {
      found.push(make("h3", joint.label || both(data.relations.partneredWith)));
      const facts = [both(data.kinds[joint.kind]), joint.date].filter(Boolean).join(", ");
      if (facts) found.push(make("p", facts, { class: "soft" }));
      if (joint.label) {
        found.push(make("p", `${one.label}: ${roles(joint.roles[0])}`));
        found.push(make("p", `${other.label}: ${roles(joint.roles[1])}`));
      }
      found.push(...joint.quotations.map(quotation));
    }
    network.setSelection({ edges: [id], nodes: [] });
    open(...found);
  };

  const showBody = (id) => {
    const body = data.bodies[id];
    const found = [make("h2", body.label)];
    if (body.english) found.push(make("p", body.english));
    found.push(make("p", both(data.kinds[body.kind]), { class: "soft" }));
    const others = body.names.filter((name) => name !== body.label && name !== body.english);
    if (others.length) found.push(make("p", others.join("; "), { class: "soft" }));
    for (const link of body.links) {
      const line = make("p");
      line.append(make("a", link, { href: link, rel: "noreferrer" }));
      found.push(line);
    }
    const own = tieIds.get(id) || [];
    found.push(make("h3", own.length ? `Worked with ${own.length}` : "Worked with none that the reports name"));
    const list = make("ul");
    const rows = own
      .map((tie) => [tie, ends(tie).find((end) => end !== id), byTie.get(tie).joint.length])
      .sort((a, b) => b[2] - a[2] || data.bodies[a[1]].label.localeCompare(data.bodies[b[1]].label));
    for (const [tie, partner, count] of rows) {
      const button = make("button", `${data.bodies[partner].label} (${count})`, { type: "button" });
      button.addEventListener("click", () => showTie(tie));
      const item = make("li");
      item.append(button);
      list.append(item);
    }
    found.push(list, make("h3", "Measures (rank)"));
    const table = make("table");
    for (const name of data.measures) {
      const row = make("tr");
      const value = body.measures[name];
      const rank = body.ranks[name] ? ` (${body.ranks[name]})` : "";
      row.append(make("th", name.replace("_", " "), { scope: "row" }), make("td", `${value}${rank}`));
      table.append(row);
    }
    found.push(table);
    open(...found);
    if (drawn.has(id)) network.selectNodes([id]);
  };

  const jump = (id) => {
    hide();
    showBody(id);
    if (drawn.has(id)) network.focus(id, { scale: Math.max(1, network.getScale()), animation: false });
  };

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}]+/gu, "");
  const index = Object.entries(data.bodies).map(([id, body]) => [id, body, body.names.map(fold)]);
  const find = (text) => {
    const wanted = fold(text);
    if (!wanted) return [];
    const score = (names) => Math.min(...names.map((n) => (n === wanted ? 0 : n.startsWith(wanted) ? 1 : n.includes(wanted) ? 2 : 9)));
    return index
      .map(([id, body, names]) => [score(names), id, body])
      .filter(([value]) => value < 9)
      .sort((a, b) => a[0] - b[0] || b[2].measures.weighted_degree - a[2].measures.weighted_degree)
      .slice(0, 12);
  };
  let chosen = 0;
  const hide = () => {
    matches.hidden = true;
    query.setAttribute("aria-expanded", "false");
  };
  const list = () => {
    const found = find(query.value);
    chosen = 0;
    matches.replaceChildren(
      ...found.map(([, id, body], position) => {
        const item = make("li", body.label, { role: "option", "aria-selected": String(position === 0), "data-id": id });
        if (body.english) item.append(make("small", body.english));
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          jump(id);
        });
        return item;
      }),
    );
    if (query.value && !found.length) matches.append(make("li", "No body has such a name"));
    matches.hidden = !query.value;
    query.setAttribute("aria-expanded", String(Boolean(query.value)));
  };
  const move = (step) => {
    const items = [...matches.children];
    if (!items.length) return;
    chosen = (chosen + step + items.length) % items.length;
    items.forEach((item, position) => item.setAttribute("aria-selected", String(position === chosen)));
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  query.addEventListener("input", list);
  query.addEventListener("blur", hide);
  query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") {
      const item = matches.children[chosen];
      if (item && item.dataset.id) jump(item.dataset.id);
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
      close();
    }
  });
  document.getElementById("close").addEventListener("click", close);
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) showBody(nodes[0]);
    else if (edges.length) showTie(edges[0]);
    else close();
  });
  network.once("afterDrawing", () => {
    network.fit({ animation: false });
    document.body.dataset.drawn = "true";
  });
})();
