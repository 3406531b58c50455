/** @import { Body } from "../types.d.ts" */
// Finding a body by its name. Width, case, spaces and punctuation make no difference.
const MISS = 3, MOST = 12;

/** @type {(text: string) => string} */
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}]+/gu, "");

/** @type {(name: string, wanted: string) => number} */
const grade = (name, wanted) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : MISS);

/**
 * Return what finds bodies, by their places in the list: the best match first, then the greatest by one of the measures.
 * @type {(bodies: Pick<Body, "label" | "names" | "measures">[], measure: number) => (text: string) => number[]}
 */
export const finder = (bodies, measure) => {
  const folded = bodies.map((body) => [body.label, ...body.names].map(fold));
  const greatness = (/** @type {number} */ i) => bodies[i].measures[measure] ?? 0;
  return (text) => {
    const wanted = fold(text);
    if (!wanted) return [];
    return folded
      .map((names, i) => ({ i, grade: Math.min(...names.map((name) => grade(name, wanted))) }))
      .filter((found) => found.grade < MISS)
      .sort((a, b) => a.grade - b.grade || greatness(b.i) - greatness(a.i))
      .slice(0, MOST)
      .map(({ i }) => i);
  };
};
