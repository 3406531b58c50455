/** @import { Labels, Name, Named } from "../types.d.ts" */
// Words in the reader's language.
import { data, PARTNERED } from "./data.js";
import { get, make } from "./elements.js";
import { language } from "./state.js";

/** @type {(key: string, values?: Record<string, string | number>) => string} */
export const say = (key, values = {}) => {
  const text = data.strings[language][key] ?? data.strings.en[key] ?? key.replace("_", " ");
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
};

/** @type {(labels: Labels | undefined, name: string) => string} */
const labelled = (labels, name) => labels?.[language] ?? labels?.en ?? name;

/** @type {(kind: string) => string} */
export const kindName = (kind) => (kind === PARTNERED ? say("partnership") : labelled(data.kinds[kind], kind));
/** @type {(name: string) => string} */
export const relationName = (name) => labelled(data.relations[name], name);
/** @type {(name: string) => string} */
export const measureName = (name) => say(name === "core" ? "core_number" : name);
/** What a measure says, in half a sentence. @type {(name: string) => string} */
export const meaningOf = (name) => data.strings[language][`${name}_means`] ?? data.meanings[name] ?? "";
/** @type {(thing: Name) => string} */
export const nameOf = (thing) => (language === "en" && thing.english) || thing.label;
/** @type {(thing: Name) => string} */
export const otherName = (thing) => (language === "zh" ? thing.english : thing.english && !thing.english.includes(thing.label) ? thing.label : "");
/** @type {(thing: Named) => string} */
export const linesOf = (thing) => (language === "en" && thing.englishLines) || thing.lines;
/** @type {(value: number | null) => string} */
export const figure = (value) => (value === null ? "" : String(Number(value.toPrecision(3))));

/** A count, in groups of three digits. @type {(n: number) => string} */
export const inThousands = (n) => n.toLocaleString(language);

/** A name with the other language's below it. @type {(thing: Name) => HTMLElement} */
export const twice = (thing) => {
  const name = make("span", nameOf(thing));
  if (otherName(thing)) name.append(make("small", otherName(thing)));
  return name;
};

/** Fill in the words of the page itself. */
export const translate = () => {
  document.documentElement.lang = language;
  document.title = get("title").textContent = nameOf(data.title);
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say]"))) {
    element.textContent = say(element.dataset.say ?? "");
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say-label]"))) {
    const text = say(element.dataset.sayLabel ?? "");
    element.setAttribute("aria-label", text);
    if (element.hasAttribute("title")) element.title = text;
  }
  get("query", HTMLInputElement).placeholder = say("search");
};
