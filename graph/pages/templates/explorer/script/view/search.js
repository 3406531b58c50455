// The search box and what it finds.
import { finder } from "../logic/search.js";
import { bodies, measureAt } from "./data.js";
import { get, make } from "./elements.js";
import { change, state } from "./state.js";
import { say, twice } from "./words.js";

export const query = get("query", HTMLInputElement);
const matches = get("matches");
const find = finder(bodies, measureAt("weighted_degree"));

let chosen = 0;
const choose = (/** @type {number} */ position) => {
  const items = [...matches.querySelectorAll("[role=option]")];
  if (!items.length) return query.removeAttribute("aria-activedescendant");
  chosen = (position + items.length) % items.length;
  items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
  items[chosen].scrollIntoView({ block: "nearest" });
  query.setAttribute("aria-activedescendant", items[chosen].id);
};
export const hideMatches = () => {
  matches.hidden = true;
  query.setAttribute("aria-expanded", "false");
  query.removeAttribute("aria-activedescendant");
};
const jump = (/** @type {string} */ id) => {
  hideMatches();
  change({ node: id, tie: "", table: "", ...(state.focus ? { focus: id, steps: 1 } : {}) });
};
query.addEventListener("input", () => {
  const found = find(query.value);
  matches.replaceChildren(...found.map((i, n) => {
    const item = make("li", [...twice(bodies[i]).childNodes], { role: "option", id: `match-${n}`, "data-body": bodies[i].id });
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      jump(bodies[i].id);
    });
    return item;
  }));
  if (!found.length) matches.append(make("li", say("no_match"), { class: "none" }));
  matches.hidden = !query.value.trim();
  query.setAttribute("aria-expanded", String(!matches.hidden));
  choose(0);
});
query.addEventListener("blur", hideMatches);
query.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen - 1);
  else if (event.key === "Enter") {
    /** @type {HTMLElement | null} */
    const item = matches.querySelector('[aria-selected="true"]');
    if (item?.dataset.body && !matches.hidden) jump(item.dataset.body);
  } else return;
  event.preventDefault();
});
