// The types of the search's scripts; `tsc` alone reads this file.

/** A page of the book: its address below the language's folder, its title, what it is. */
type SearchPage = [path: string, title: string, kind: string, language?: string];

/** A place of the book: its page's number, its anchor, what it is, its title, the language it is in. */
type SearchPlace = [page: number, anchor: string, kind: string, title: string, language?: string];

/** What `_search/index.js` brings. `texts` names the file with the places' texts. */
interface SearchIndex {
  language: string;
  goalWords: string[];
  ui: Record<string, string>;
  texts: string;
  pages: SearchPage[];
  places: SearchPlace[];
  common: string[];
  index: any;
}

/** A piece of a text: a word, a code such as 11.2, or signs of a language without spaces. */
interface SearchPiece {
  kind: "word" | "code" | "signs" | "goal";
  text: string;
  start: number;
  end: number;
}

/** A word that is asked for, as the index holds it. */
interface SearchAsked {
  term: string;
  kind: SearchPiece["kind"];
  last: boolean;
}

/** A place that was found, with the index's words that were found there. */
interface SearchHit {
  place: number;
  terms: Set<string>;
  score: number;
}

/** What was found: `by` says how ("all" words; a "few" places with all, then others; words "near" to them; only "some"). */
interface SearchFound {
  by: "all" | "few" | "near" | "some";
  hits: SearchHit[];
}

interface SearchEngine {
  data: SearchIndex;
  marks: SearchWords["marks"];
  find(text: string): SearchFound;
}

interface SearchWords {
  indexed(text: string): string[];
  asked(text: string): SearchAsked[];
  marks(text: string, terms: Set<string>): [start: number, end: number][];
}

/** A sentence in parts; those that are marked are what was asked for. */
type SearchExcerpt = { text: string; marked: boolean }[];

/** What the search's scripts share: classic scripts, so that pages opened from a folder can search as well. */
interface SearchScripts {
  words: (goalWords: string[]) => SearchWords;
  /** The stem of an English word ("city" and "cities" have one). */
  stem?: (word: string) => string;
  options: (words: SearchWords) => any;
  engine: (data: SearchIndex) => SearchEngine;
  excerpt: (text: string, marks: SearchWords["marks"], terms: Set<string>, language: string) => SearchExcerpt;
  /** A text cut at its marks. */
  parts: (text: string, marks: [number, number][]) => SearchExcerpt;
  /** Items for these hits. Their sentences come when the texts are there. */
  items: (engine: SearchEngine, hits: SearchHit[], root: string) => HTMLLIElement[];
  /** The sentence that says how much was found, and how. */
  told: (engine: SearchEngine, found: SearchFound) => string;
  /** Called by the files that hold data. */
  take: (name: "index" | "texts", value: any) => void;
  ready: (root: string) => Promise<SearchEngine>;
  texts: (engine: SearchEngine, root: string) => Promise<string[]>;
  /** Arrow keys go from the field through the links below it and back. */
  arrows: (field: HTMLElement, links: () => HTMLAnchorElement[]) => (event: KeyboardEvent) => void;
}

declare var lsdgSearch: SearchScripts;
declare var MiniSearch: any;
