import assert from "node:assert/strict";
import { test } from "node:test";

import { read, START, written } from "../logic/address.js";
import { noFilters } from "../logic/filters.js";
import { naming, unlisted } from "../logic/naming.js";
import { small } from "./small.js";

/** @import { Address } from "../types.d.ts" */
const ids = (/** @type {{ id: string }[]} */ things) => naming(things.map(({ id }) => id));
const known = { ...small, bodies: ids(small.bodies), activities: ids(small.activities), places: naming(["urn:湖"]), tied: (/** @type {string} */ id) => id === "urn:bank urn:county", belongs: (/** @type {number} */ a, /** @type {string} */ relation, /** @type {number} */ b) => small.belongings.some((one) => one.slice(0, 3).join() === [a, relation, b].join()) };
const reading = (/** @type {string} */ text) => read(text, known, "en");

test("the view that a page opens with has no address, and no address opens it", () => {
  const start = { state: START, filters: noFilters(), language: /** @type {const} */ ("en") };
  assert.equal(written(start, known, "en"), "");
  assert.deepEqual(reading(""), { ...start, unknown: [] });
});

test("an address reopens the very view that it was written of", () => {
  /** @type {Address} */
  const view = {
    state: { view: "what", node: "urn:bank", tie: "urn:bank urn:county", activity: "book", place: "urn:湖", belonging: "urn:college unitOf urn:bank", focus: "urn:county", path: "urn:bank urn:college", steps: 2, pages: 3, colour: "community", size: "weighted_degree", table: "ties" },
    filters: { kinds: new Set(["State"]), relations: new Set(["host", "organizer"]), from: "1999", to: "2003-07", weight: 3, undated: true, apart: true, rolled: true },
    language: "zh",
  };
  assert.deepEqual(reading(written(view, known, "en")), { ...view, unknown: [] });
});

test("an address is short, and one with IRIs is read as well", () => {
  const state = { ...START, node: "urn:bank", tie: "urn:bank urn:county", belonging: "urn:college unitOf urn:bank" };
  assert.equal(written({ state, filters: noFilters(), language: "en" }, known, "en"), "node=bank&tie=bank+county&belonging=college+unitOf+bank");
  assert.deepEqual(reading("node=urn%3Abank&tie=urn%3Abank+urn%3Acounty"), reading("node=bank&tie=county+bank"));
});

test("a tie's ends may stand either way round", () => {
  assert.equal(reading("tie=urn:county+urn:bank").state.tie, "urn:bank urn:county");
});

test("what an address says and the page does not know is as if unsaid, and told", () => {
  const wrong = "view=where&node=urn:nobody&tie=urn:bank+urn:nobody&focus=&steps=x&colour=red&size=beauty&table=x&from=May&to=99&weight=-4&undated=yes&lang=fr";
  const { unknown, ...found } = reading(wrong);
  assert.deepEqual({ ...found, unknown: [] }, reading(""));
  for (const said of ["view=where", "node=urn:nobody", "tie=urn:bank urn:nobody"]) assert.ok(unknown.includes(said), said);
  const others = ["activity=nothing", "belonging=bank unitOf college", "focus=-1", "node=4", "place=nowhere", "tie=bank bank"];
  assert.deepEqual(reading(others.join("&").replaceAll(" ", "+")).unknown.sort(), others);
  assert.deepEqual(reading("tie=bank+college").unknown, ["tie=bank college"]); // they never worked together
  assert.equal(reading("tie=urn:bank").state.tie, "");
  assert.equal(reading("tie=urn:bank+urn:county+urn:union").state.tie, "");
});

test("steps and weight are whole and within bounds", () => {
  assert.equal(reading("steps=9").state.steps, 3);
  assert.equal(reading("steps=2.9").state.steps, 2);
  assert.equal(reading("weight=2.9").filters.weight, 2);
});

test("in an archive things go by their IRIs without what all begin with, whatever is at hand", () => {
  const listed = () => unlisted("https://example.org/id/");
  const archive = { ...known, bodies: listed(), activities: listed(), places: listed(), tied: () => true, belongs: () => true };
  const state = { ...START, focus: "https://example.org/id/body/a", tie: "https://example.org/id/body/a urn:b", path: "urn:b https://example.org/id/body/c" };
  const text = written({ state, filters: noFilters(), language: "en" }, archive, "en");
  assert.equal(decodeURIComponent(text), "tie=body/a+urn:b&focus=body/a&path=urn:b+body/c");
  assert.deepEqual(read(text, archive, "en").state, state);
});
