// The current view as a file: a picture, a drawing, or the table of its ties or bodies.
import { csv } from "../logic/csv.js";
import { get, make } from "./elements.js";
import { onPaper } from "./sheet.js";
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
  svg: () => save("network.svg", new Blob([onPaper().svg], { type: "image/svg+xml" })),
  csv: () => save(`${state.table || "ties"}.csv`, new Blob([toCsv()], { type: "text/csv;charset=utf-8" })),
};
export const menu = get("export", HTMLDetailsElement);
for (const [form, action] of Object.entries(exporters)) {
  get(`export-${form}`).addEventListener("click", () => {
    menu.open = false;
    action();
  });
}
