import type { FilterName } from '../markup.ts';

/** A page that has a word. */
export interface Hit {
  page: string;
  /** Higher when the word is frequent on the page and rare on the site. */
  score: number;
  /** Positions of the word on the page, counted in words from 0. */
  places: readonly number[];
  /** True when the page's title has the word. */
  inTitle: boolean;
  /** True when the author gave the article this everyday word. */
  isAlso: boolean;
}

/** A section of a page with an address of its own. */
export interface Anchor {
  id: string;
  title: string;
  /** Position of its first word on the page. */
  at: number;
  /** 2 for a challenge or a section, 3 for a tip. */
  level: number;
  /** What people ask when they need it: the telling words of each question. */
  questions: readonly (readonly string[])[];
}

export interface Page {
  url: string;
  title: string;
  /** Empty when the page is for everybody. */
  audience: readonly string[];
  /** Filter words of an article's topics; empty for any other page. */
  topics: readonly string[];
  /** What people ask when they need the page as a whole. */
  questions: readonly (readonly string[])[];
  /** The page's words in order, titles included, questions left out. */
  words: readonly string[];
  anchors: readonly Anchor[];
}

export type Filters = Partial<Record<FilterName, string>>;

/** What the query layer needs of an index. */
export interface SearchIndex {
  /** Returns the pages that have the word, another form of it, or a longer word that begins with it. */
  hits(word: string, filters: Filters): Promise<readonly Hit[]>;
  page(id: string): Promise<Page>;
  /** Returns the ids of the pages that have questions, in the order in which they were indexed. */
  asked(): Promise<readonly string[]>;
}
