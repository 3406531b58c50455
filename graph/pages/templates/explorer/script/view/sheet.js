/** @import { Drawn } from "../types.d.ts" */
// The drawing as it goes onto paper and into files: an SVG with its title, its legend and where it comes from.
import { wide } from "../logic/labels.js";
import { inRows } from "../logic/rows.js";
import { archive } from "./asking.js";
import { activities, bodies, data, indexOf, measureAt, quotations } from "./data.js";
import { edges, FACE, lineColour, nodes, scene, wholeIn } from "./drawing.js";
import { get } from "./elements.js";
import { colourOf, colourOfCommunity, communityOf, DAY, kindOf, OUTLINES, shapeOf } from "./looks.js";
import { state } from "./state.js";
import { kindName, nameOf, say } from "./words.js";

const MARGIN = 20, TITLE = 20, SMALL = 12, ROW = 20, SWATCH = 22; // pixels
const PAPER = /** @type {[number, number]} */ ([1060, 600]); // the drawing's room on a sheet that lies

const escaped = (/** @type {string} */ text) =>
  text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/(?![\t\n\r])\p{Cc}/gu, "");
/** @type {(x: number, y: number, size: number, text: string, colour?: string) => string} */
const written = (x, y, size, text, colour = DAY.ink) => `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}">${escaped(text)}</text>`;

/** @type {(drawn: Drawn) => string[]} */
const drawing = ({ names, letter }) => {
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
    const side = (/** @type {number} */ s) => `${Math.round(tipX - 10 * x - 5 * s * y)} ${Math.round(tipY - 10 * y + 5 * s * x)}`;
    parts.push(`<path d="M${Math.round(tipX)} ${Math.round(tipY)}L${side(1)}L${side(-1)}Z" fill="${colour}"/>`);
  }
  for (const { id, x, y, size, shape, opacity } of shown) {
    const body = indexOf.get(id);
    const [fill, stroke] = body === undefined ? [DAY.activity.background, DAY.activity.border] : [colourOf(body), "none"];
    parts.push(`<path d="${OUTLINES[shape](x, y, Math.round(size))}" fill="${fill}" stroke="${stroke}" opacity="${opacity ?? 1}"/>`);
  }
  for (const { id, align, box: [left, top, right, bottom] } of names.values()) {
    const lines = at.get(id)?.label.split("\n") ?? [];
    const [x, anchor] = { left: [left, "start"], center: [(left + right) / 2, "middle"], right: [right, "end"] }[align];
    lines.forEach((text, n) => parts.push(
      `<text x="${Math.round(Number(x))}" y="${Math.round(top + ((n + 0.8) * (bottom - top)) / lines.length)}" text-anchor="${anchor}" font-size="${Math.round(letter)}" fill="${DAY.ink}" stroke="${DAY.paper}" stroke-width="${Math.round(letter / 4)}" stroke-linejoin="round" paint-order="stroke">${escaped(text)}</text>`));
  }
  return parts;
};

/** @typedef {{ mark: (x: number, y: number) => string, text: string }} Entry */
/** @type {(shape: string, fill: string, stroke: string, text: string) => Entry} */
const shaped = (shape, fill, stroke, text) => ({ mark: (x, y) => `<path d="${OUTLINES[shape](x + 6, y, 6)}" fill="${fill}" stroke="${stroke}"/>`, text });
/** @type {(text: string, dashes?: string) => Entry} */
const lined = (text, dashes = "") => ({ mark: (x, y) => `<path d="M${x} ${y}h16" stroke="${DAY.belongs}" stroke-width="2"${dashes}/>`, text });

const legendOfBodies = () => {
  const drawn = [...scene.bodies.keys()];
  if (state.colour === "kind") {
    const kinds = new Set(drawn.map(kindOf));
    return Object.entries(data.looks).filter(([kind]) => kinds.has(kind)).map(([kind, { shape, colour }]) => shaped(shape, colour, "none", kindName(kind)));
  }
  const strength = (/** @type {number} */ i) => bodies[i].measures[measureAt("weighted_degree")] ?? 0;
  /** @type {Map<number, number>} */
  const leads = new Map();
  for (const i of drawn.sort((a, b) => strength(a) - strength(b))) leads.set(communityOf(i), i);
  return [...leads].filter(([community]) => colourOfCommunity(community)).sort((a, b) => a[0] - b[0]).map(([, i]) => shaped("dot", colourOf(i), "none", nameOf(bodies[i])));
};
const legend = () => {
  /** @type {Map<string, Set<string>>} */
  const shapes = new Map();
  for (const j of scene.activities.keys()) {
    const { kind } = activities[j], shape = shapeOf(kind);
    shapes.set(shape, (shapes.get(shape) ?? new Set()).add(kindName(data.tops[kind])));
  }
  const belongs = edges.get().some(({ arrows }) => arrows);
  return [
    ...legendOfBodies(),
    ...[...shapes].map(([shape, names]) => shaped(shape, DAY.activity.background, DAY.activity.border, [...names].join(say("comma")))),
    ...(edges.length ? [lined(say("line_worked"))] : []),
    ...(belongs ? [lined(say("line_belongs"), ' stroke-dasharray="4 3"')] : []),
  ];
};
const source = () => say("source", { reports: archive ? nameOf(data.title) : [...new Set(quotations.map(([report]) => report))].join(say("comma")), counts: get("counts").textContent ?? "" });

/** The sheet on which a drawing stands. @type {(drawn: Drawn) => { svg: string, width: number, height: number }} */
export const sheet = (drawn) => {
  const { box: [left, top, right, bottom], room } = drawn;
  const [width, high] = [room[0] + 2 * MARGIN, Math.round(room[1])];
  const entries = legend();
  const at = inRows(entries.map(({ text }) => SWATCH + wide(text) * SMALL), room[0], 18);
  const below = MARGIN + TITLE + 16 + high, last = below + 24 + ROW * (Math.max(-1, ...at.map(([, row]) => row)) + 1);
  const height = last + MARGIN;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FACE)}">`,
    `<title>${escaped(document.title)}</title><rect width="${width}" height="${height}" fill="${DAY.paper}"/>`,
    written(MARGIN, MARGIN + TITLE, Math.min(TITLE, room[0] / (wide(document.title) || 1)), document.title),
    `<svg x="${MARGIN}" y="${MARGIN + TITLE + 16}" width="${room[0]}" height="${high}" viewBox="${left} ${top} ${right - left} ${bottom - top}">`,
    ...drawing(drawn),
    "</svg>",
    ...entries.map(({ mark, text }, n) => {
      const [x, y] = [MARGIN + at[n][0], below + 20 + ROW * at[n][1]];
      return mark(x, y - 4) + written(x + SWATCH, y, SMALL, text);
    }),
    written(MARGIN, last, SMALL, source(), DAY.spoken),
    "</svg>",
  ].join("\n");
  return { svg: `${svg}\n`, width, height };
};

/** All that is drawn, on a sheet that lies. */
export const onPaper = () => sheet(wholeIn(PAPER));

// Paper gets the sheet and nothing else of the page, or the table where that is what is shown.
addEventListener("beforeprint", () => {
  get("printed").innerHTML = state.table ? "" : onPaper().svg;
});
