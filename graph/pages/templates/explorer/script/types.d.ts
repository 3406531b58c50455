// What graph/pages/page.py gives the page, what the page makes of it, and vis-network as far as it is used here.

export type Point = [x: number, y: number];
export type Language = "en" | "zh";

/** A name in the report's language and in English; "" where there is none. */
export interface Name {
  label: string;
  english: string;
}

/** The same on lines too. */
export interface Named extends Name {
  lines: string;
  englishLines: string;
}

/** A body, and where it stands when bodies alone are drawn and when activities are drawn among them. */
export interface Body extends Named {
  id: string;
  kind: string;
  names: string[];
  links: string[];
  measures: (number | null)[];
  ranks: (number | null)[];
  who?: Point;
  what?: Point;
}

/** Who took part, in which ways, and the numbers of the quotations that say so. */
export type Part = [body: number, relations: string[], words: number[]];

/**
 * What bodies did together; `id` is "" where they are said to be partners and no more. Where none took part, `words` are
 * the numbers of the quotations that say something else of it, and `modality` is how they do.
 */
export interface Activity extends Named {
  id: string;
  kind: string;
  names: string[];
  date: string;
  datedBy: string;
  own: number;
  end: string;
  places: number[];
  parts: Part[];
  modality: string;
  words: number[];
  what?: Point;
}

/** Where activities were. */
export interface Place extends Name {
  id: string;
  names: string[];
}

/** What a search may find: a lower sort comes first. */
export interface Sought {
  names: string[];
  sort: number;
  weight: number;
}

export type Quotation = [report: string, paragraph: string, before: string, words: string, after: string, section: string];
/** A sentence in pieces, each marked or not, and the numbers of the quotations that mark it. */
export interface Sentence {
  report: string;
  paragraph: string;
  section: string;
  numbers: number[];
  pieces: [text: string, marked: boolean][];
}
export type Labels = Record<string, string>;

export interface Data {
  title: Name;
  bodies: Body[];
  activities: Activity[];
  places: Place[];
  nodes: { id: string; x: number; y: number }[];
  quotations: Quotation[];
  belongings: [a: number, relation: string, b: number, words: number[]][];
  parents: number[];
  membership: string[];
  star: number;
  measures: string[];
  lined: number;
  drawn: number;
  kinds: Record<string, Labels>;
  tops: Record<string, string>;
  looks: Record<string, { colour: string; shape: string }>;
  relations: Record<string, Labels>;
  meanings: Record<string, string>;
  strings: Record<Language, Record<string, string>>;
  archive?: Archive;
  ties?: [a: number, b: number, activities: number][];
  years?: [year: number, activities: number][];
  chain?: number[];
  partners?: number;
  more?: boolean;
}

/** What is the same in all parts of an archive: how much there is, what IRIs begin with, the years it speaks of. */
export interface Archive {
  totals: Record<"bodies" | "ties" | "activities" | "statements" | "reports", number>;
  base: string;
  years: [first: number, last: number] | null;
}

/**
 * A part of an archive, in the shape of a page's data: what is drawn and what the panel shows. Ties come counted, since
 * not all that they rest on comes along; so do the years and a body's `partners`. `more` is whether something was cut.
 */
export interface Slice extends Pick<Data, "bodies" | "activities" | "places" | "quotations" | "belongings" | "parents" | "lined" | "drawn"> {
  ties: [a: number, b: number, activities: number][];
  years?: [year: number, activities: number][];
  chain?: number[];
  partners?: number;
  more?: boolean;
  unknown: string[];
}

/** What a search in an archive finds. */
export interface Hit extends Name {
  sort: "body" | "activity" | "place";
  id: string;
  kind: string;
}

/** The part of the data that the filters work on. */
export type Facts = Pick<Data, "activities" | "belongings" | "parents" | "membership" | "looks" | "ties"> & {
  bodies: Pick<Body, "id" | "kind">[];
};

/** What is left out: kinds and relations by name, dates outside a period, ties of less weight. */
export interface Filters {
  kinds: Set<string>;
  relations: Set<string>;
  from: string;
  to: string;
  weight: number;
  undated: boolean;
  apart: boolean;
  rolled: boolean;
}

/** What is open in the panel, at most one of these: a body, activity or place by its IRI, a tie or belonging by its id. */
export interface Opened {
  node: string;
  tie: string;
  activity: string;
  place: string;
  belonging: string;
}

/** Where the reader is. */
export interface State extends Opened {
  view: "who" | "what";
  focus: string;
  /** Of an archive: two bodies between which a chain is drawn, or one while the other is looked for. */
  path: string;
  steps: number;
  /** Of an archive: how much of what is long. */
  pages: number;
  colour: "kind" | "community";
  size: string;
  table: "" | "bodies" | "ties";
}

/** What the things of a list are called in addresses, and which of them a name means. */
export interface Naming {
  ids: string[];
  short: (id: string) => string;
  at: (name: string) => number | undefined;
}

/** What an address may name. */
export interface Known extends Pick<Data, "measures"> {
  bodies: Naming;
  activities: Naming;
  places: Naming;
  /** Whether there is a tie, units rolled up or not. */
  tied: (id: string, rolled: boolean) => boolean;
  /** Whether one body belongs to another so. */
  belongs: (a: number, relation: string, b: number) => boolean;
}

/** All that an address says. */
export interface Address {
  state: State;
  filters: Filters;
  language: Language;
}

export interface Tie {
  id: string;
  a: number;
  b: number;
  activities: number[];
  count: number;
  share: number;
}

export interface Belonging {
  n: number;
  a: number;
  relation: string;
  b: number;
  words: number[];
}

/** What is shown: `of`, `done` and `near` are by body (ties, activities, belongings), `parts` by activity. */
export interface Model {
  ties: Map<string, Tie>;
  of: Tie[][];
  done: number[][];
  parts: Part[][];
  belongings: Belonging[];
  near: Belonging[][];
}

/** What is drawn, by place in the lists. */
export interface Scene {
  bodies: Map<number, Point>;
  activities: Map<number, Point>;
}

export type Box = [left: number, top: number, right: number, bottom: number];

/** A name that is drawn, and which of its edges stands at its node. */
export interface Placed {
  id: string;
  align: "left" | "center" | "right";
  box: Box;
}

/** A part of the drawing as it stands in a room of so many pixels; `letter` is how high a letter is in the drawing. */
export interface Drawn {
  room: [width: number, height: number];
  box: Box;
  letter: number;
  names: Map<string, Placed>;
}

export interface View {
  scale: number;
  middle: Point;
}

/** A node that has a name: its place and size, and how wide each line of the name is, in letters. */
export interface Label {
  id: string;
  x: number;
  y: number;
  size: number;
  lines: number[];
}

/** What the reader chose, and all that keeps its colour with it. */
export interface Spoken {
  chosen: Set<string>;
  bodies: Set<string>;
  ties: Set<string>;
}

export interface DrawnNode extends Omit<Label, "lines"> {
  label: string;
  title: string;
  color: string | { background: string; border: string; highlight: { background: string; border: string } };
  shape: string;
  opacity?: number;
  font?: { size: number };
}

/** The colours of the drawing: `spoken`, `faint` and so on are of lines. */
export interface Look {
  ink: string;
  paper: string;
  spoken: string;
  faint: string;
  belongs: string;
  worked: string;
  many: string;
  activity: Exclude<DrawnNode["color"], string>;
}

export interface DrawnLine {
  id: string;
  from: string;
  to: string;
  width: number;
  dashes?: number[];
  title?: string;
  arrows?: { to: { enabled: boolean; scaleFactor: number } };
  color?: { color: string; highlight: string; hover: string };
}

interface DataSet<Item> {
  length: number;
  add(items: Item[]): void;
  update(items: (Partial<Item> & { id: string })[]): void;
  clear(): void;
  get(): Item[];
  get(id: string): Item | null;
  getIds(): string[];
  map<Result>(each: (item: Item) => Result): Result[];
}

interface Network {
  on(event: "afterDrawing", listener: (pen: CanvasRenderingContext2D) => void): void;
  on(event: "click", listener: (what: { nodes: string[]; edges: string[]; pointer: { canvas: { x: number; y: number } }; event: { srcEvent: Event } }) => void): void;
  on(event: string, listener: () => void): void;
  once(event: string, listener: () => void): void;
  moveTo(options: { position: object; scale: number; offset: object; animation: boolean }): void;
  getScale(): number;
  DOMtoCanvas(point: { x: number; y: number }): { x: number; y: number };
  getPositions(ids: string[]): Record<string, { x: number; y: number }>;
  getConnectedNodes(id: string): string[];
  getConnectedEdges(id: string): string[];
  setSelection(selection: { nodes: string[]; edges: string[] }): void;
  unselectAll(): void;
  setSize(width: string, height: string): void;
  redraw(): void;
}

declare global {
  /** On the page before this script. */
  const vis: {
    DataSet: new <Item>(items: Item[]) => DataSet<Item>;
    Network: new (
      element: HTMLElement,
      data: { nodes: DataSet<DrawnNode>; edges: DataSet<DrawnLine> },
      options: object,
    ) => Network;
  };
}
