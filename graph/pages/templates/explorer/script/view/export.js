// The current view as a file: a picture, a drawing, or the table of its ties or bodies.
import { csv } from "../logic/csv.js";
import { edges, letterSize, names, nodes, quiet } from "./drawing.js";
import { get, make } from "./elements.js";
import { INK, OUTLINES } from "./looks.js";
import { state } from "./state.js";
import { tableOf } from "./table.js";

const save = (/** @type {string} */ name, /** @type {Blob | null} */ blob) => {
  if (!blob) return; // a picture of no size
  const link = make("a", [], { download: name, href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

const toCsv = () => {
  const { heads, rows } = tableOf(state.table || "ties");
  return csv([heads.map(({ title }) => title), ...rows.map(({ cells }) => cells())]);
};

const escaped = (/** @type {string} */ text) =>
  text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/(?![\t\n\r])\p{Cc}/gu, "");

const toSvg = () => {
  const drawn = nodes.get(), at = new Map(drawn.map((node) => [node.id, node]));
  const reach = 180;
  const xs = drawn.map(({ x }) => x), ys = drawn.map(({ y }) => y);
  const [left, top] = [Math.min(0, ...xs) - reach, Math.min(0, ...ys) - reach];
  const [wide, high] = [Math.max(0, ...xs) + reach - left, Math.max(0, ...ys) + reach - top];
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${wide} ${high}" font-family="sans-serif" text-anchor="middle">`,
    `<title>${escaped(document.title)}</title><rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="#ffffff"/>`];
  for (const { id, from, to, width, color, dashes } of edges.get()) {
    const [a, b] = [at.get(from), at.get(to)];
    if (!a || !b) continue;
    parts.push(`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${color?.color ?? quiet(id)}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes.join(" ")}"` : ""}/>`);
  }
  for (const { x, y, size, shape, color, opacity } of drawn) {
    const [fill, stroke] = typeof color === "string" ? [color, "none"] : [color.background, color.border];
    parts.push(`<path d="${OUTLINES[shape](x, y, Math.round(size))}" fill="${fill}" stroke="${stroke}" opacity="${opacity ?? 1}"/>`);
  }
  const letter = Math.round(letterSize());
  for (const { id, align, box } of names.values()) {
    const lines = at.get(id)?.label.split("\n") ?? [];
    const [x, anchor] = { left: [box[0], "start"], center: [(box[0] + box[2]) / 2, "middle"], right: [box[2], "end"] }[align];
    lines.forEach((text, n) => parts.push(
      `<text x="${Math.round(Number(x))}" y="${Math.round(box[1] + ((n + 0.8) * (box[3] - box[1])) / lines.length)}" text-anchor="${anchor}" font-size="${letter}" fill="${INK}" stroke="#ffffff" stroke-width="4" paint-order="stroke">${escaped(text)}</text>`));
  }
  return `${parts.join("\n")}\n</svg>\n`;
};

/** @type {() => Promise<Blob | null>} */
const toPicture = () => new Promise((done) => {
  const shown = /** @type {HTMLCanvasElement} */ (get("network").querySelector("canvas"));
  const picture = make("canvas", [], { width: shown.width, height: shown.height });
  const pen = /** @type {CanvasRenderingContext2D} */ (picture.getContext("2d"));
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.drawImage(shown, 0, 0);
  picture.toBlob(done, "image/png");
});

const exporters = {
  png: async () => save("network.png", await toPicture()),
  svg: () => save("network.svg", new Blob([toSvg()], { type: "image/svg+xml" })),
  csv: () => save(`${state.table || "ties"}.csv`, new Blob([toCsv()], { type: "text/csv;charset=utf-8" })),
};
export const menu = get("export", HTMLDetailsElement);
for (const [form, action] of Object.entries(exporters)) {
  get(`export-${form}`).addEventListener("click", () => {
    menu.open = false;
    action();
  });
}
