// The current view as a file: a picture, a drawing, or the table of its ties or bodies.
const save = (name, blob) => {
  const link = make("a", [], { download: name, href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
// A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV Injection).
const inert = (value) => (typeof value === "string" && /^'*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : String(value ?? ""));
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const cell = (value) => quoted(inert(value));
const toCsv = () => {
  const { columns, rows } = tableOf(state.table || "ties");
  const table = [columns.map(([, text]) => text), ...rows.map((row) => columns.map(([, , value]) => value(row)))];
  return `\ufeff${table.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
};

const SVG_SHAPES = {
  dot: (x, y, r) => `<circle cx="${x}" cy="${y}" r="${r}"`,
  square: (x, y, r) => `<rect x="${x - r}" y="${y - r}" width="${2 * r}" height="${2 * r}"`,
  diamond: (x, y, r) => `<path d="M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z"`,
  triangle: (x, y, r) => `<path d="M${x} ${y - r}L${x + r} ${y + r}H${x - r}Z"`,
  triangleDown: (x, y, r) => `<path d="M${x} ${y + r}L${x + r} ${y - r}H${x - r}Z"`,
  hexagon: (x, y, r) => `<path d="M${x - r} ${y}L${x - r / 2} ${y - r}H${x + r / 2}L${x + r} ${y}L${x + r / 2} ${y + r}H${x - r / 2}Z"`,
};
const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
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
    parts.push(`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${color?.color ?? quiet(id)}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes.join(" ")}"` : ""}/>`);
  }
  for (const { x, y, size, shape, color, opacity } of drawn) {
    const [fill, stroke] = typeof color === "string" ? [color, "none"] : [color.background, color.border];
    parts.push(`${SVG_SHAPES[shape](x, y, Math.round(size))} fill="${fill}" stroke="${stroke}" opacity="${opacity ?? 1}"/>`);
  }
  for (const { x, y, size, label, font } of drawn) {
    if (!font?.size) continue;
    label.split("\n").forEach((text, n) => parts.push(
      `<text x="${x}" y="${Math.round(y + size + 4 + font.size * (0.9 + 1.15 * n))}" font-size="${Math.round(font.size)}" fill="${INK}" stroke="#ffffff" stroke-width="4" paint-order="stroke">${escaped(text)}</text>`));
  }
  return `${parts.join("\n")}\n</svg>\n`;
};
const toPicture = () => new Promise((done) => {
  const shown = get("network").querySelector("canvas");
  const picture = make("canvas", [], { width: shown.width, height: shown.height });
  const pen = picture.getContext("2d");
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
for (const [form, action] of Object.entries(exporters)) {
  get(`export-${form}`).addEventListener("click", () => {
    get("export").open = false;
    action();
  });
}
