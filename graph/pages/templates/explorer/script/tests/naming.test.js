import assert from "node:assert/strict";
import { test } from "node:test";

import { naming } from "../logic/naming.js";

const A = "https://example.org/id/";
const ids = [`${A}body/qinghe`, `${A}body/青禾大学`, `${A}T-1/event/day`, `${A}T-2/event/day`, ""];
const { short, at } = naming(ids);

test("a thing is called by the end of its IRI where that is plain, else by a few letters of its own", () => {
  assert.equal(short(ids[0]), "qinghe");
  assert.match(short(ids[1]), /^[0-9a-z]{1,7}$/);
  assert.notEqual(short(ids[1]), naming([`${A}body/青禾学院`]).short(`${A}body/青禾学院`));
});

test("two that would be called the same go by their IRIs", () => {
  assert.deepEqual([ids[2], ids[3]].map(short), [ids[2], ids[3]]);
  assert.equal(at("day"), undefined);
});

test("a thing is found by its name and its IRI, and nothing by nothing", () => {
  for (const n of [0, 1, 2, 3]) for (const name of [short(ids[n]), ids[n]]) assert.equal(at(name), n, name);
  assert.equal(at(""), undefined);
  assert.equal(short(""), "");
});

test("a name stays the same whatever else is in the list", () => {
  assert.equal(naming([`${A}body/a`, ids[1]]).short(ids[1]), short(ids[1]));
});
