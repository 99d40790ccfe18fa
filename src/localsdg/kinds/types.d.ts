// The types that the page's modules share; `tsc` alone reads this file (tsconfig.json), no browser does.

/** What was read from JSON: its shape is looked at, never trusted. */
type Json = any;

/** An exercise as a widget gets it: localsdg.course.exercises makes it. */
interface Spec {
  version?: string;
  earlier?: boolean;
  slug?: string;
  kind?: string;
  language?: string;
  direction?: "rtl";
  place?: "page" | "notebook";
  notebook?: string;
  order?: number; // the seed by which options are shuffled
  points?: number;
  parameters?: Json;
  checks?: Json[];
  rubric?: Json[];
  texts?: Json[][];
  codes?: Record<string, [string, string][]>;
  cases?: Json[];
  assigned?: string;
  lessons?: { lesson: string; title: string }[]; // of a dossier: on these there may be notes
  starter?: string; // of an exercise in code
  assignment?: string; // where that is handed in
  bench?: (about: Json) => CodeBench; // where its page can run code
  notes?: () => LessonNotes[]; // what the learner has noted on them; a page alone knows
  words?: {
    title?: string;
    summary?: string;
    ui?: Record<string, string>;
    labels?: Json;
    rubric?: Json;
    examples?: Json;
  };
}

/** The interface's words: t("score", { score: 3, points: 5 }). */
type Translate = (key: string, values?: Record<string, unknown>) => string;

/** The exercise's labels: label("cards", "survey"). */
type Label = (...path: string[]) => { title: string; help: string };

/** What one check found. */
interface CheckRecord {
  id: string;
  state: "met" | "partly" | "unmet" | "advice" | "broken";
  text: string;
  points: number;
  earned: number | null;
  message?: string;
  details?: Json;
  broken?: string;
}

/** What is kept of an exercise's last check: kept-check.js. */
interface KeptCheck {
  answer: Json;
  score: number;
  points: number;
  records?: CheckRecord[];
  version?: string;
  language?: string;
  at?: number; // when, in ms since 1970
}

/** The reply to "recall": isOfBefore: the answer has changed since. */
interface RecalledCheck {
  answer: Json;
  records: CheckRecord[];
  score: number;
  points: number;
  language?: string;
  isRecalled: true;
  isOfBefore: boolean;
}

/** How a check of an answer ended. */
type Reply =
  | { type: "checked"; records: CheckRecord[]; score: number | null; points: number; first?: Json }
  | { type: "problem"; problem: string };

/** What the frame gives to the body of a kind. */
interface Tools {
  spec: Spec;
  answer: Json;
  change(answer: Json): void;
  say(text: string): void;
  el: HTMLElement;
  t: Translate;
  label: Label;
}

/** What the body of a kind gives back. */
interface View {
  update?(answer: Json): void;
  arrange?(order: number | undefined): void;
  place?(part: Part): Place | null;
  reveal?(part: Part): void;
  marksMet?: boolean;
  progress?(): { done: number; total: number };
  paper?(): HTMLElement;
  work?(): HTMLElement;
  part?(record: CheckRecord): string;
  /** What is checked where that is not what is kept: code has to run first. Else a problem, as a sentence. */
  judged?(): Promise<{ judged?: Json; problem?: string }>;
}

/** A place where code is changed and run; live-bench.js in the page. */
interface CodeBench {
  read(): string;
  write(code: string): void;
  run(): Promise<Json>;
  /** A line (from 1; 0: none) as a place for what feedback says of a variable. */
  at(line: number, name: string): Place;
  select(line: number): void;
}

/** How far the page's Python is; live.js. */
interface LiveState {
  name: "off" | "loading" | "ready" | "failed";
  share?: number | null;
}

/** An editor for code; live-editor.js. */
interface Editor {
  node: HTMLElement; // what has the focus
  focus(): void;
  write(code: string): void;
  mark(lines: number[]): void;
  select(line: number): void;
}

/** Ids that name one place of an exercise together; see parts.js. */
interface Part {
  card?: string;
  field?: string;
  row?: string | number; // a number where a sheet's rows have no ids
  column?: string;
  pick?: string;
  measure?: string;
  effect?: string;
  question?: string;
  item?: string;
  option?: string;
  variable?: string;
  box?: string; // "text", "notes", "reason", "weights"
}

/** Where a part is drawn. */
interface Place {
  put(said: HTMLElement): { remove(): void }; // shows a sentence there
  described: HTMLElement[]; // what the sentence describes
  focus: HTMLElement;
  marked?: HTMLElement; // gets data-marked
  chip?: HTMLElement; // where a sign of it has room
  name?: string; // what the sentence begins with, where it stands apart from its part
}

/** What draws an exercise, and an answer to it on paper. */
interface Render {
  (place: { model: WidgetModel; el: HTMLElement }): () => void;
  document(spec: Spec, answer: Json): HTMLElement;
}

/** anywidget's model in Jupyter, host.js's in the page. */
interface WidgetModel {
  get(name: string): Json;
  set(name: string, value: Json): void;
  save_changes(): void;
  send(message: Json): void;
  on(event: string, handler: (...values: Json[]) => void): void;
  off(event: string, handler: (...values: Json[]) => void): void;
}

/** A column of a sheet. */
interface Column {
  id: string;
  type: "text" | "number" | "date" | "select" | "multiselect" | "code";
  options?: string[];
  list?: string;
  required?: boolean;
  /** ids of the given rows that have it; all if there are none */
  rows?: string[];
}

/** A form field with its label. */
interface Field {
  node: HTMLElement;
  focus(): void;
}

/** What a form field is made from. */
interface FieldAbout {
  column: Column;
  words: { title: string; help: string };
  optionTitle(option: string): string;
  value: Json;
  set(value: Json): void;
  language?: string;
  t: Translate;
  codes?: [string, string][];
}

/** What a card's parts on a board need. */
interface CardTools {
  t: Translate;
  label: Label;
  set(id: string, field: string, value: Json): void;
  move(at: number): void;
  open(id: string | null, from: string): void;
}

/** An exercise in the list of "Download my work". */
interface ExerciseName {
  slug: string;
  title: string;
  kind: string;
  page?: string;
  version?: string;
}

/** A note on a question of a lesson: see notes.js. */
interface Note {
  at: number;
  question: string;
  note: string;
}

/** The notes on a lesson. */
interface LessonNotes {
  title: string;
  notes: Note[];
}

/** What "Download my work" puts into a notebook. */
interface Work {
  notes?: Record<string, Note[]>; // by lesson
  answers: Record<string, Json>;
  code: Code | null;
  labels?: Record<string, Json>;
  versions?: Record<string, string | null>;
  language?: string;
  firsts?: Record<string, Json>;
  checks?: Record<string, Json>;
  opened?: string[]; // lessons
  order?: Json; // of this browser, see order.js of the kind choice
  test?: KeptTest | null;
}

/** A form of a before-and-after test that was begun; answers by objective. */
interface TestForm {
  done: boolean;
  answers: Record<string, { given: string | number; version: string }>;
}

/** What is kept of a before-and-after test: before-after-kept.js. */
interface KeptTest {
  first: string;
  forms: Record<string, TestForm>;
}

/** What decides whether an answer to a question of it is right. */
interface TestQuestion {
  type: "single" | "number";
  right: Json;
  tolerance?: number;
}

/** What a learner wrote into a notebook's code cells. */
interface Code {
  sources: Record<string, string>;
  own: { after: string; type: "code" | "markdown"; source: string }[];
}

/** What a page says of an assignment: localsdg_build.release.handing_in makes it. */
interface AssignmentPage {
  words: Record<string, string>;
  exercises: ExerciseName[];
  lessons?: string[];
  placeholders?: string[];
  language?: string;
}

/** What a file holds for an assignment, or why there is nothing in it: see assignment.js. */
type Found =
  | { problem: string }
  | { asked: Record<string, Json>; values: Record<string, Json>; answers: number; notes: number; hasTest: boolean };

interface Limits {
  min?: number;
  max?: number;
  step?: number;
}

/** An effect of an allocation. */
interface Effect {
  id: string;
  start?: number;
  threshold?: number;
  better?: "more" | "less";
}

interface Window {
  lsdgScorm: ScormPlace; // in a learning platform: book/static/scorm/early.js
  // figures.js: both come from scripts of the page before it.
  Plotly?: Json;
  lsdgFigureTemplates: Record<"dark" | "light", Json>;
  lsdgAddFigure?: (place: HTMLElement, spec: Json) => Promise<unknown>;
}

declare module "*/vendor/docx.js";
declare module "*/vendor/fflate.js" {
  export function zipSync(files: Record<string, Uint8Array>): Uint8Array;
  export function unzipSync(data: Uint8Array, options?: object): Record<string, Uint8Array>;
  export function strToU8(text: string): Uint8Array;
  export function strFromU8(data: Uint8Array): string;
  export function deflateSync(data: Uint8Array, options?: object): Uint8Array;
  export function inflateSync(data: Uint8Array): Uint8Array;
  export function gunzipSync(data: Uint8Array, options?: { out: Uint8Array }): Uint8Array;
  export class Inflate {
    constructor(take: (part: Uint8Array) => void);
    push(data: Uint8Array, isLast?: boolean): void;
  }
}
declare module "*/vendor/noble-ed25519.js" {
  export function verifyAsync(signature: Uint8Array, message: Uint8Array, key: Uint8Array, options: object): Promise<boolean>;
}

declare module "*/micropython.mjs" {
  export function loadMicroPython(options: object): Promise<Json>;
}

/** How far an exercise, a lesson, a module is: progress-state.js. */
interface At {
  state: "none" | "begun" | "checked" | "all";
  score: number;
  points: number;
}

/** What localsdg_build.book.progress_facts tells of an exercise: slug, points, its version's beginning, optional? */
type ExerciseFact = [string, number, string, true?];

interface LessonFact {
  name: string;
  minutes: number;
  exercises: ExerciseFact[];
}

interface CourseFacts {
  words: Record<string, string>;
  modules: { name: string; lessons: LessonFact[] }[];
}

/** A lesson in its module, with how far it is. */
interface LessonPlace {
  id: string;
  number: number;
  minutes: number;
  at: At & { opened: number | null };
}

interface ModulePlace {
  name: string;
  lessons: LessonPlace[];
  at: At;
}

/** What progress.js gives to progress-front.js. */
interface ProgressOfPage {
  modules: ModulePlace[];
  lessons: LessonPlace[];
  here: { module?: string };
  links: { link: Json; lesson?: string }[];
  t: Translate;
  state(at: Json): string;
  time(lessons: LessonPlace[]): string;
  sum(lessons: LessonPlace[]): string[];
}

/** In a lesson in a learning platform: what its modules keep, and this device's storage, null where there is none. */
interface ScormPlace {
  device: Storage | null;
  kept: Map<string, string>;
  changed(key: string): void;
  heard(event: StorageEvent): void;
}
