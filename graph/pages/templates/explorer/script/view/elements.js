// Elements, made of text: a name may hold anything, so none is read as markup.

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [kind]
 * @returns {T} the element of the page with this id
 */
export const get = (id, kind) => {
  const element = document.getElementById(id);
  if (!(element instanceof (kind ?? HTMLElement))) throw new TypeError(`the page has no ${id}`);
  return /** @type {T} */ (element);
};

/** @typedef {Node | string | null | undefined} Child */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Child | Child[]} [children]  those that are null are left out
 * @param {Record<string, string | number>} [attributes]
 */
export const make = (tag, children = [], attributes = {}) => {
  const element = document.createElement(tag);
  element.append(...[children].flat().filter((child) => child !== null && child !== undefined));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
};

/** @type {(children: Child | Child[], action: (event: MouseEvent) => void, attributes?: Record<string, string>) => HTMLButtonElement} */
export const button = (children, action, attributes = {}) => {
  const element = make("button", children, { type: "button", ...attributes });
  element.addEventListener("click", action);
  return element;
};

/** @type {(text: string) => HTMLElement} */
export const soft = (text) => make("p", text, { class: "soft" });

/**
 * Fill a choice of the page.
 * @template {string} Value
 * @param {string} id
 * @param {[value: Value, text: string][]} options
 * @param {Value} current
 * @param {(value: Value) => void} action
 */
export const select = (id, options, current, action) => {
  const element = get(id, HTMLSelectElement);
  element.replaceChildren(...options.map(([value, text]) => make("option", text, { value })));
  element.value = current;
  element.onchange = () => action(/** @type {Value} */ (element.value));
};
