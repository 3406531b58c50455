// Words in the reader's language, and elements made of text: a name may hold anything, so none is read as markup.
let language = navigator.language.startsWith("zh") ? "zh" : "en";
const say = (key, values = {}) => {
  const text = data.strings[language][key] ?? data.strings.en[key] ?? key.replace("_", " ");
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
};
const labelled = (labels, name) => labels?.[language] ?? labels?.en ?? name;
const kindName = (kind) => (kind === PARTNERED ? say("partnership") : labelled(data.kinds[kind], kind));
const relationName = (name) => labelled(data.relations[name], name);
const measureName = (name) => say(name === "core" ? "core_number" : name);
const nameOf = (thing) => (language === "en" && thing.english) || thing.label;
const otherName = (thing) => (language === "en" ? thing.english && thing.label : thing.english);
const linesOf = (thing) => (language === "en" && thing.englishLines) || thing.lines;

const get = (id) => document.getElementById(id);
const make = (tag, children = [], attributes = {}) => {
  const element = document.createElement(tag);
  element.append(...[children].flat().filter((child) => child !== null && child !== undefined));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const button = (children, action, attributes = {}) => {
  const element = make("button", children, { type: "button", ...attributes });
  element.addEventListener("click", action);
  return element;
};
const soft = (text) => make("p", text, { class: "soft" });
const twice = (thing) => {
  const name = make("span", nameOf(thing));
  if (otherName(thing)) name.append(make("small", otherName(thing)));
  return name;
};
const figure = (value) => (value === null ? "" : String(Number(value.toPrecision(3))));

const translate = () => {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-say-label]")) {
    element.setAttribute("aria-label", say(element.dataset.sayLabel));
    if (element.hasAttribute("title")) element.title = say(element.dataset.sayLabel);
  }
  get("query").placeholder = say("search");
};
