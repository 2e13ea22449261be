import { coverageOf, type Coverage } from './coverage.ts';
import { FIRST_CARDS } from '../manifest.ts';
import { suits } from './perspective.ts';
import type { Change } from './read-words.ts';
import { interpret, type Concept, type Plan, type QueryOptions } from './query.ts';
import { rank, rarity, type Candidate } from './rank.ts';
import { learnRareWords, rareWords } from './rare-words.ts';
import type { Filters, Hit, Page, SearchIndex } from './search-index.ts';
import { answersOn, excerpt, markedTitle, sectionsOf, type Piece, type Section } from './sections.ts';
import type { Vocabulary } from '../index/vocabulary.ts';
import { classify } from './stop-words.ts';
import { wordsOf, yourself } from './words.ts';
import {
  ANSWER_COVERAGE,
  FIRST_READ,
  FULL_COVERAGE,
  FURTHER_MAX,
  FURTHER_SHARE,
  HEADED,
  LEAST_SHARE,
  MOSTLY_UNKNOWN,
  STANDING_PAGE,
  SUBJECT_FROM,
  TIP_SHARE,
  UNKNOWN_PAGES,
  VERBATIM,
  WHOLE_HEADING,
} from './weights.ts';

/** A place to go on, under a card's main link. */
export interface FurtherLink {
  url: string;
  title: string;
}

/** One article as a result. */
export interface Card {
  /** The best place: a tip where one answers, else the article. */
  url: string;
  title: readonly Piece[];
  /** What `url` leads to. */
  kind: 'tip' | 'section' | 'page';
  /** The whole article. */
  article: FurtherLink;
  excerpt: readonly Piece[];
  /** Other parts that answer, at most two. */
  further: readonly FurtherLink[];
}

export interface Outcome {
  query: string;
  /** The query as it was taken, when that differs. */
  corrected: string | null;
  changes: readonly Change[];
  /** Words of meaning that no page has. */
  unknown: readonly string[];
  /** What was searched for instead of all words, when some are unknown. */
  used: readonly string[];
  /** Every word that was searched for, synonyms included: what to mark on the page. */
  words: readonly string[];
  /** Pages found, whether or not they are among the cards. */
  total: number;
  cards: readonly Card[];
  /** Share of the query's telling weight that the best of the first pages has in one place: 0 to 1. */
  coverage: number;
  /** Telling words that this place lacks, when too much is missing to pass in silence. */
  unmet: readonly string[];
  /** The pages have so little of the query that they are no answer to it. */
  unanswered: boolean;
}

export interface FindOptions extends QueryOptions {
  filters?: Filters;
  /** Cards to make; each reads one page. */
  limit?: number;
}

/** A short word that no page has is more often a slip than a subject. */
const isSubject = (word: string) => word.length >= SUBJECT_FROM;

const isArticle = (url: string) => /^\/guidance\/[^/]+\/$/.test(url);

export interface SearchEngine {
  /** @throws when the index cannot be read. */
  find(query: string, options?: FindOptions): Promise<Outcome>;
}

/** @param vocabulary learns rare words of the index from queries */
export function searchEngine(index: SearchIndex, vocabulary: Vocabulary): SearchEngine {
  async function find(query: string, options: FindOptions = {}): Promise<Outcome> {
    const { filters = {}, limit = FIRST_CARDS } = options;
    await learnRareWords(rareWords(query, vocabulary, options.typing === true), vocabulary, (word) => index.has(word));
    const plan = interpret(query, vocabulary, options);
    const hits = await read(plan.concepts, filters);
    const ranked = enough(
      rank(plan.concepts, vocabulary.pages, (word) => hits.get(word) ?? []),
      plan,
    );
    const shown = await Promise.all(
      ranked.slice(0, limit).map(async (candidate) => ({ candidate, page: await index.page(candidate.page) })),
    );
    const worth = plan.concepts.map((concept) => concept.part * telling(concept, hits));
    const missing = plan.unknown.filter(isSubject).length * rarity(UNKNOWN_PAGES, vocabulary.pages);
    const judged = shown
      .map(({ candidate, page }) => {
        const named = namedBy(candidate.page, plan.concepts, hits);
        return judge(candidate, page, plan, worth, named, missing);
      })
      .sort((a, b) => b.score - a.score);
    const near = judged.filter(({ score }) => score >= LEAST_SHARE * judged[0]!.score);
    const cards = near.map(({ card }) => card);
    return {
      query,
      corrected: plan.changes.length > 0 ? plan.shown : null,
      changes: plan.changes,
      unknown: plan.unknown,
      used: plan.concepts.map(({ shown }) => shown),
      words: [...hits.keys()],
      total: ranked.length - (judged.length - near.length),
      cards,
      ...howFull(
        near.slice(0, FIRST_READ).map(({ coverage }) => coverage),
        plan.concepts,
      ),
    };
  }

  async function read(concepts: readonly Concept[], filters: Filters): Promise<Map<string, readonly Hit[]>> {
    const words = new Set(concepts.flatMap((concept) => concept.alternatives.flatMap((way) => way.words)));
    return new Map(await Promise.all([...words].map(async (word) => [word, await index.hits(word, filters)] as const)));
  }

  /** How much a concept tells: the fewer pages have it, the more. */
  function telling(concept: Concept, hits: ReadonlyMap<string, readonly Hit[]>): number {
    const having = new Set(
      concept.alternatives.flatMap((way) => (hits.get(way.words[0]!) ?? []).map(({ page }) => page)),
    ).size;
    return rarity(having, vocabulary.pages);
  }

  /** No page at all where most of the words are on none; else those that are near the best. */
  function enough(candidates: Candidate[], { concepts, unknown }: Plan): Candidate[] {
    const missing = unknown.filter(isSubject).length;
    if (missing >= MOSTLY_UNKNOWN * concepts.length) return [];
    return candidates.filter(({ score }) => score >= LEAST_SHARE * candidates[0]!.score);
  }

  return { find };
}

/** What the first pages have and lack of a query, in the place that has most. */
function howFull(places: readonly Coverage[], concepts: readonly Concept[]) {
  const [best] = [...places].sort((a, b) => b.share - a.share);
  const coverage = best?.share ?? 0;
  const lacking = best && coverage < FULL_COVERAGE ? best.unmet : [];
  const telling = lacking.map((index) => concepts[index]!).filter(({ part }) => part === 1);
  return {
    coverage,
    unmet: [...new Set(telling.map(({ shown }) => shown))],
    unanswered: places.length > 0 && coverage < ANSWER_COVERAGE,
  };
}

/** Concepts that a page's title or its everyday words name. */
function namedBy(page: string, concepts: readonly Concept[], hits: ReadonlyMap<string, readonly Hit[]>): Set<number> {
  const isNamed = (word: string) =>
    hits.get(word)?.some((hit) => hit.page === page && (hit.inTitle || hit.isAlso)) ?? false;
  return new Set(
    concepts.flatMap(({ alternatives }, index) =>
      alternatives.some(({ words }) => words.every(isNamed)) ? [index] : [],
    ),
  );
}

function judge(
  candidate: Candidate,
  page: Page,
  { concepts, perspective, shown }: Plan,
  worth: readonly number[],
  named: ReadonlySet<number>,
  missing: number,
) {
  const answers = answersOn(page, concepts);
  const sections = sectionsOf(page, answers, worth);
  const best = sections[0]!.score;
  const fits = (isArticle(page.url) ? 1 : STANDING_PAGE) * suits(page.audience, perspective);
  const headed = Math.max(...sections.map(({ headed }) => headed));
  const verbatim = verbatimGain(page, shown);
  const score = (candidate.score * (1 + HEADED * headed) * verbatim + best) * fits;
  return {
    score,
    coverage: coverageOf(answers, worth, named, missing),
    card: cardOf(page, concepts, answers, sections),
  };
}

function verbatimGain({ url, title, anchors }: Page, query: string): number {
  const headings = [title, ...anchors.map((anchor) => anchor.title)];
  const said = (read: (text: string) => readonly string[]) => {
    const asked = read(query).join(' ');
    return asked.includes(' ')
      ? headings.map((heading) => read(heading).join(' ')).filter((heading) => ` ${heading} `.includes(` ${asked} `))
      : [];
  };
  const asked = wordsOf(query).join(' ');
  const whole = said(wordsOf);
  if (isArticle(url) && whole.includes(asked)) return WHOLE_HEADING;
  return whole.length > 0 || said(tellingWords).length > 0 ? VERBATIM : 1;
}

/** Without the words that only join others or put the question. */
const tellingWords = (text: string) =>
  wordsOf(text)
    .map(yourself)
    .filter((word) => classify(word) !== 'stop');

function cardOf(
  page: Page,
  concepts: readonly Concept[],
  answers: ReturnType<typeof answersOn>,
  sections: readonly Section[],
): Card {
  const best = sections[0]!;
  const tip = sections.find(({ anchor }) => anchor?.level === 3);
  const lead = tip && tip.score > 0 && tip.score >= TIP_SHARE * best.score ? tip : best;
  const article = { url: page.url, title: page.title };
  const link = ({ anchor }: Section) => (anchor ? { url: `${page.url}#${anchor.id}`, title: anchor.title } : article);
  const further = sections
    .filter(
      (section) =>
        section !== lead && section.anchor && section.score >= FURTHER_SHARE * best.score && section.score > 0,
    )
    .slice(0, FURTHER_MAX);
  const { url, title } = link(lead);
  return {
    url,
    title: markedTitle(title, concepts),
    kind: lead.anchor === null ? 'page' : lead.anchor.level === 3 ? 'tip' : 'section',
    article,
    excerpt: excerpt(page, lead, answers),
    further: further.map(link),
  };
}
