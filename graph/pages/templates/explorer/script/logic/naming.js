/** @import { Naming } from "../types.d.ts" */
// What things are called in addresses: by the end of their IRI where it is plain letters, which an address shows as they
// are, else by a hash of the whole. Neither counts places in a list, so that an address holds when the page is made anew.
const PLAIN = /^[a-z][\w.-]*$/i;

/** A hash after Fowler, Noll and Vo (FNV-1a, 32 bits), of characters. @type {(text: string) => string} */
const hashed = (text) =>
  [...text].reduce((hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0, 0x811c9dc5).toString(36);

/**
 * Names for things that are not at hand: their IRIs, without what all of the archive begin with.
 * @param {string} base
 * @returns {Naming}
 */
export const unlisted = (base) => {
  const ABSOLUTE = /^[a-z][a-z\d+.-]*:/i;
  /** @type {string[]} */
  const ids = [];
  return {
    ids,
    short: (id) => (base && id.startsWith(base) && !ABSOLUTE.test(id.slice(base.length)) ? id.slice(base.length) : id),
    at: (name) => (name ? ids.push(ABSOLUTE.test(name) ? name : base + name) - 1 : undefined),
  };
};

/** @type {(iri: string) => string} */
const ending = (iri) => {
  const end = iri.replace(/^.*[/#:]/, "");
  return PLAIN.test(end) ? end : hashed(iri);
};

/**
 * Names for the things of a list; those that would have the same go by their IRIs.
 * @param {string[]} ids  "" for what no address names
 * @returns {Naming}
 */
export const naming = (ids) => {
  /** @type {Map<string, number>} */
  const uses = new Map();
  for (const id of ids.filter(Boolean)) uses.set(ending(id), (uses.get(ending(id)) ?? 0) + 1);
  const short = (/** @type {string} */ id) => (uses.get(ending(id)) === 1 ? ending(id) : id);
  const places = new Map(ids.flatMap((id, n) => /** @type {[string, number][]} */ ([[short(id), n], [id, n]])));
  places.delete("");
  return { ids, short, at: (name) => places.get(name) };
};
