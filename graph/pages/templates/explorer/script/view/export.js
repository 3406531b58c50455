// The current view as a file: a picture, a drawing, or the table of its ties or bodies.
import { csv } from "../logic/csv.js";
import { filename } from "../logic/filename.js";
import { bodies, bodyAt } from "./data.js";
import { inView } from "./drawing.js";
import { get, make } from "./elements.js";
import { onPaper, sheet } from "./sheet.js";
import { filters, state } from "./state.js";
import { tableOf } from "./table.js";
import { nameOf } from "./words.js";

const TWICE = 2; // as sharp as the screen

const save = (/** @type {string} */ what, /** @type {string} */ ending, /** @type {Blob | null} */ blob) => {
  if (!blob) return; // a picture of no size
  const around = state.focus && what === "network" ? nameOf(bodies[bodyAt(state.focus)]) : "";
  const period = [...new Set([filters.from, filters.to])].filter(Boolean).join("-");
  const link = make("a", [], { download: filename([document.title, around, period, what], ending), href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

/** What is in view, as a picture. @type {() => Promise<Blob | null>} */
const toPicture = async () => {
  const { svg, width, height } = sheet(inView());
  const drawn = new Image();
  drawn.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await drawn.decode();
  const picture = make("canvas", [], { width: TWICE * width, height: TWICE * height });
  picture.getContext("2d")?.drawImage(drawn, 0, 0, picture.width, picture.height);
  return new Promise((done) => picture.toBlob(done, "image/png"));
};

const exporters = {
  png: async () => save("network", "png", await toPicture()),
  svg: () => save("network", "svg", new Blob([onPaper().svg], { type: "image/svg+xml" })),
  csv: () => {
    const which = state.table || "ties";
    save(which, "csv", new Blob([csv(tableOf(which).records())], { type: "text/csv;charset=utf-8" }));
  },
};
export const menu = get("export", HTMLDetailsElement);
for (const [form, action] of Object.entries(exporters)) {
  get(`export-${form}`).addEventListener("click", () => {
    menu.open = false;
    action();
  });
}
