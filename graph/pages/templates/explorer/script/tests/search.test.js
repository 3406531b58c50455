import assert from "node:assert/strict";
import { test } from "node:test";

import { finder } from "../logic/search.js";
import { BANK, COLLEGE, COUNTY, small } from "./small.js";

const named = (/** @type {string} */ name, weight = 0, sort = 0) => ({ names: [name], sort, weight });
const among = (/** @type {string[]} */ ...names) => (/** @type {string} */ text) =>
  finder(names.map((name) => named(name)))(text).map((thing) => thing.names[0]);
const found = finder(small.bodies.map(({ label, names, measures }, i) => ({ i, names: [label, ...names], sort: 0, weight: measures[0] ?? 0 })));
const find = (/** @type {string} */ text) => found(text).map(({ i }) => i);

test("a body is found by any of its names, whatever the width, case, spaces and punctuation", () => {
  for (const text of ["白河县", "baihe county", "ＢＡＩＨＥ", "Bai-he"]) assert.deepEqual(find(text), [COUNTY], text);
  assert.deepEqual(find("青禾银行(总行)"), [BANK]);
});

test("a whole name comes before a beginning, and of equals the greatest first", () => {
  assert.deepEqual(find("青禾学院"), [COLLEGE]);
  assert.deepEqual(find("青禾"), [BANK, COLLEGE]);
  const [holds, begins, whole] = [named("大水乡", 9), named("水乡会", 5), named("水乡", 1)];
  assert.deepEqual(finder([holds, begins, whole])("水乡"), [whole, begins, holds]);
});

test("bodies come before activities and these before places, unless one is called just so", () => {
  const [body, event, place] = [named("北岭县人民政府", 1), named("北岭县论坛", 9, 1), named("北岭县", 0, 2)];
  assert.deepEqual(finder([place, event, body])("北岭"), [body, event, place]);
  assert.deepEqual(finder([place, event, body])("北岭县"), [place, body, event]);
});

test("a letter or two that are wrong, missing, too many or swapped are forgiven", () => {
  const meant = among("Rivermark AG", "Clear Spring Initiative", "São Tomé", "澄江开发银行");
  for (const text of ["Rivermrak", "rivermark-ag", "Rivremark", "Rivemark", "Rivvermark A"]) assert.deepEqual(meant(text), ["Rivermark AG"], text);
  assert.deepEqual(meant("sprnig initative"), ["Clear Spring Initiative"]);
  assert.deepEqual(meant("Sao Tome"), ["São Tomé"]);
  assert.deepEqual(meant("澄江开法银行"), ["澄江开发银行"]);
  assert.deepEqual(meant("江开法银行"), ["澄江开发银行"]);
});

test("more letters than that are not, nor any of a short name, nor where something is called just so", () => {
  const meant = among("Rivermark", "CDB", "Rivermarks", "Bond", "Bank");
  assert.deepEqual(meant("Rivmrk"), []);
  assert.deepEqual(meant("CDA"), []);
  assert.deepEqual(among("青禾大学", "青禾大会")("青禾大赛"), []);
  assert.deepEqual(meant("Rivermarks"), ["Rivermarks"]);
  assert.deepEqual(meant("Bonk"), ["Bond", "Bank"]);
  assert.deepEqual(meant("Bank"), ["Bank"]);
});

test("of things nearly called so the nearest come first", () => {
  assert.deepEqual(among("Riverbend Trust", "Riverband Trust")("riverbnad trust"), ["Riverband Trust", "Riverbend Trust"]);
});

test("nothing is found by nothing, and at most a dozen of a sort by anything", () => {
  assert.deepEqual(find(""), []);
  assert.deepEqual(find(" ，"), []);
  assert.deepEqual(find("天气"), []);
  const many = Array.from({ length: 20 }, () => named("会"));
  assert.equal(finder([...many, named("年会", 0, 1)])("会").length, 13);
});
