import type { FilterName } from '../markup.ts';

/** A page that has a word. */
export interface Hit {
  page: string;
  /** Grows with how often, how prominently and on how few pages the word stands. */
  score: number;
  /** Which words of the page, from 0. */
  places: readonly number[];
  /** The word stands in the page's title. */
  inTitle: boolean;
  /** The word stands among the everyday words that the article's author gave it. */
  isAlso: boolean;
}

/** A place on a page that has an address of its own. */
export interface Anchor {
  id: string;
  title: string;
  /** Which word of the page begins it. */
  at: number;
  /** 2 for a challenge or a section, 3 for a tip. */
  level: number;
}

export interface Page {
  url: string;
  title: string;
  /** Whom it is for; empty where it does not say. */
  audience: readonly string[];
  /** The text, word by word, titles included. */
  words: readonly string[];
  anchors: readonly Anchor[];
}

export type Filters = Partial<Record<FilterName, string>>;

/** What the query layer needs of an index: where a word stands, and a page. */
export interface SearchIndex {
  /** Pages that have the word, its other forms or longer words that begin with it. */
  hits(word: string, filters: Filters): Promise<readonly Hit[]>;
  /** Whether any page has the word or another form of it, as it stands. */
  has(word: string): Promise<boolean>;
  page(id: string): Promise<Page>;
}
