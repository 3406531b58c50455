/** @import { Filters, Hit, Slice, State } from "../types.d.ts" */
// What a page of an archive asks of the server that it comes from.
import { data } from "./data.js";

const THINGS = /** @type {const} */ (["focus", "node", "tie", "activity", "place", "belonging"]);

/** What the reader's place is called when it is asked for. @type {(state: State, filters: Filters) => string} */
export const placeOf = (state, filters) => {
  const asked = new URLSearchParams();
  for (const name of THINGS) if (state[name]) asked.set(name, state[name]);
  if (state.path.includes(" ")) asked.set("path", state.path);
  for (const name of /** @type {const} */ (["from", "to"])) if (filters[name]) asked.set(name, filters[name]);
  if (filters.undated) asked.set("undated", "1");
  if (state.pages > 1) asked.set("pages", String(state.pages));
  return asked.toString();
};

const answer = async (/** @type {string} */ address) => {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error((await reply.text()).trim());
  return reply.json();
};

/** @type {(place: string) => Promise<Slice>} */
export const viewAt = (place) => answer(`view?${place}`);

/** @type {(text: string) => Promise<Hit[]>} */
export const found = (text) => (text.trim() ? answer(`search?${new URLSearchParams({ q: text })}`) : Promise.resolve([]));

export const archive = data.archive;
