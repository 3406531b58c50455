/** @import { Activity, Body, Data, Part } from "../types.d.ts" */
// A small network: a bank and a county hold a forum; the county joins a union that a college, a unit of the bank, pays
// for; and the three bring out a book.

/** @type {(id: string, kind: string, label: string, weight: number, names?: string[]) => Body} */
const body = (id, kind, label, weight, names = []) => ({
  id, kind, label, english: "", lines: label, englishLines: "", names, links: [], measures: [weight], ranks: [null],
});

/** @type {(id: string, date: string, parts: Part[], own?: number) => Activity} */
export const activity = (id, date, parts, own = -1) => ({
  id, kind: "Event", names: [], label: id, english: "", lines: id, englishLines: "", date, datedBy: "", own, end: "", places: [], parts, modality: "", words: [],
});

export const [BANK, COUNTY, COLLEGE, UNION] = [0, 1, 2, 3];

/** @type {Pick<Data, "bodies" | "activities" | "belongings" | "parents" | "membership" | "looks" | "measures">} */
export const small = {
  bodies: [
    body("urn:bank", "Bank", "青禾银行", 5, ["Qinghe Bank", "青禾 银行（总行）"]),
    body("urn:county", "State", "白河县", 3, ["Baihe County"]),
    body("urn:college", "Academic", "青禾学院", 1),
    body("urn:union", "Initiative", "流域联盟", 2),
  ],
  activities: [
    activity("forum", "1999-05", [[BANK, ["organizer"], [0]], [COUNTY, ["organizer", "host"], [1]]]),
    activity("union", "2003", [[COLLEGE, ["funder"], [3]], [UNION, [], []], [COUNTY, ["memberOf"], [2]]], UNION),
    activity("book", "", [[BANK, ["publisher"], [4]], [COUNTY, ["contributor"], [5]], [COLLEGE, ["publisher"], [6]]]),
  ],
  belongings: [[COLLEGE, "unitOf", BANK, [7]]],
  parents: [BANK, COUNTY, BANK, UNION],
  membership: ["memberOf"],
  looks: { Organization: { colour: "#777777", shape: "dot" }, State: { colour: "#661100", shape: "dot" } },
  measures: ["weighted_degree"],
};
