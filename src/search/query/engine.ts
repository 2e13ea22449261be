import { coverageOf, type Coverage } from './coverage.ts';
import { FIRST_CARDS } from '../manifest.ts';
import { audienceFactor } from './perspective.ts';
import type { WordChange } from './read-words.ts';
import { interpret, type Concept, type Plan, type QueryOptions } from './query.ts';
import { rank, rarity, type Candidate } from './rank.ts';
import { saidFactors, saidOn } from './said-where.ts';
import type { Filters, Hit, Page, SearchIndex } from './search-index.ts';
import { answersOn, excerpt, markedTitle, sectionsOf, type Piece, type Section } from './sections.ts';
import type { Vocabulary } from './vocabulary.ts';
import { stem } from './stem.ts';
import { wordsOf } from './words.ts';
import {
  ANSWER_COVERAGE,
  ASKED,
  CLEAR_COVERAGE,
  CLEAR_LEAD,
  FIRST_READ,
  FULL_COVERAGE,
  FURTHER_MAX,
  FURTHER_SHARE,
  HEADED,
  LEAST_SHARE,
  MOSTLY_UNKNOWN,
  READ_BESIDE,
  STANDING_PAGE,
  SUBJECT_FROM,
  TIP_SHARE,
  TOLD_WORDS,
  UNKNOWN_PAGES,
} from './weights.ts';

/** A link under a card's main link. */
export interface FurtherLink {
  url: string;
  title: string;
}

/** One article as a result. */
export interface Card {
  /** Address of the best place: a tip, a section or the whole page. */
  url: string;
  title: readonly Piece[];
  /** What `url` leads to. */
  kind: 'tip' | 'section' | 'page';
  /** The whole article. */
  article: FurtherLink;
  excerpt: readonly Piece[];
  /** Other sections that answer. */
  further: readonly FurtherLink[];
  /** Empty when the page is for everybody. */
  audience: readonly string[];
  /** Filter words of an article's topics; empty for any other page. */
  topics: readonly string[];
}

export interface SearchOutcome {
  query: string;
  /** The corrected query; null when nothing was corrected. */
  corrected: string | null;
  changes: readonly WordChange[];
  /** Content words that no page has. */
  unknown: readonly string[];
  /** The parts of the query that were searched, for the notice about unknown words. */
  used: readonly string[];
  /** Every word that was searched, synonyms included; the result's page marks them. */
  words: readonly string[];
  /** Number of results, with or without a card. */
  total: number;
  cards: readonly Card[];
  /** Best coverage among the first results: 0 to 1. */
  coverage: number;
  /** True when the first result is far ahead of the second. */
  clear: boolean;
  /** Words that the best-covering result of a short query lacks; empty when its coverage is good enough, or the first result is clear and covers enough. */
  unmet: readonly string[];
  /** True when the results cover too little of the query to be an answer. */
  unanswered: boolean;
}

export interface FindOptions extends QueryOptions {
  filters?: Filters;
  /** Number of cards; each reads one page. */
  limit?: number;
}

const isSubject = (word: string) => word.length >= SUBJECT_FROM;

const isArticle = (url: string) => /^\/guidance\/[^/]+\/$/.test(url);

export interface SearchEngine {
  /** @throws when the index cannot be read. */
  find(query: string, options?: FindOptions): Promise<SearchOutcome>;
}

export function searchEngine(index: SearchIndex, vocabulary: Vocabulary): SearchEngine {
  async function find(query: string, options: FindOptions = {}): Promise<SearchOutcome> {
    const { filters = {}, limit = FIRST_CARDS } = options;
    const plan = interpret(query, vocabulary, options);
    const asking = vocabulary.said.length > 0 ? index.asked() : [];
    const [hits, asked] = await Promise.all([read(plan.concepts, filters), asking]);
    const ranked = relevant(
      rank(plan.concepts, vocabulary.pages, (word) => hits.get(word) ?? []),
      plan,
    );
    const likely = likelyOf(plan.shown, asked);
    const shown = await Promise.all(
      ranked
        .toSorted((a, b) => likely(b) - likely(a))
        .slice(0, limit + READ_BESIDE)
        .map(async (candidate) => ({ candidate, page: await index.page(candidate.page) })),
    );
    const worth = plan.concepts.map((concept) => concept.part * rarityOf(concept, hits));
    const missing = plan.unknown.filter(isSubject).length * rarity(UNKNOWN_PAGES, vocabulary.pages);
    const factors = saidFactors(
      shown.map(({ page }) => saidOn(page)),
      plan.shown,
    );
    const judged = shown.map(({ candidate, page }, index) => {
      const named = namedBy(candidate.page, plan.concepts, hits);
      const judgement = judge(candidate, page, plan, worth, named, missing);
      return { ...judgement, order: judgement.score * factors[index]! };
    });
    // A question that is the query lifts its page, and leaves the others where they were.
    const least = LEAST_SHARE * Math.max(...judged.map(({ plain }) => plain));
    const most = LEAST_SHARE * Math.max(...judged.map(({ order }) => order));
    const near = judged.filter(({ plain, order }) => plain >= least || order >= most).sort((a, b) => b.order - a.order);
    const cards = near.slice(0, limit).map(({ card }) => card);
    return {
      query,
      corrected: plan.changes.length > 0 ? plan.shown : null,
      changes: plan.changes,
      unknown: plan.unknown,
      used: plan.concepts.map(({ shown }) => shown),
      words: [...hits.keys()],
      total: ranked.length - (judged.length - near.length),
      cards,
      ...summaryOf(near, plan),
    };
  }

  /** Returns a function that weighs a page's score by how likely its questions are to say the query. @param asked ids of the pages with questions */
  function likelyOf(query: string, asked: readonly string[]): (candidate: Candidate) => number {
    const factors = saidFactors([...vocabulary.said.map((said) => [said]), []], query);
    const places = new Map(asked.map((id, place) => [id, place]));
    return ({ page, score }) => score * factors[places.get(page) ?? asked.length]!;
  }

  async function read(concepts: readonly Concept[], filters: Filters): Promise<Map<string, readonly Hit[]>> {
    const words = new Set(concepts.flatMap((concept) => concept.alternatives.flatMap((way) => way.words)));
    return new Map(await Promise.all([...words].map(async (word) => [word, await index.hits(word, filters)] as const)));
  }

  /** Returns the rarity of a concept: the fewer pages have it, the higher. */
  function rarityOf(concept: Concept, hits: ReadonlyMap<string, readonly Hit[]>): number {
    const having = new Set(
      concept.alternatives.flatMap((way) => (hits.get(way.words[0]!) ?? []).map(({ page }) => page)),
    ).size;
    return rarity(having, vocabulary.pages);
  }

  /** Leaves out pages far below the best one, and all pages when most of the query's words are unknown. */
  function relevant(candidates: Candidate[], { concepts, unknown }: Plan): Candidate[] {
    const missing = unknown.filter(isSubject).length;
    if (missing >= MOSTLY_UNKNOWN * concepts.length) return [];
    return candidates.filter(({ score }) => score >= LEAST_SHARE * candidates[0]!.score);
  }

  return { find };
}

/** Returns whether the first result is clear, and what the best-covering of the first ones has and lacks. */
function summaryOf(near: readonly { order: number; coverage: Coverage }[], { concepts, shown }: Plan) {
  const places = near.slice(0, FIRST_READ).map(({ coverage }) => coverage);
  const [best] = [...places].sort((a, b) => b.share - a.share);
  const coverage = best?.share ?? 0;
  const length = wordsOf(shown).length;
  const [first, second] = near;
  const unanswered = first !== undefined && coverage < Math.min(ANSWER_COVERAGE, 1 / length);
  const clear = first !== undefined && !unanswered && first.order >= CLEAR_LEAD * (second?.order ?? 0);
  const isAnswer = clear && coverage >= CLEAR_COVERAGE;
  const lacking = best && coverage < FULL_COVERAGE && !isAnswer && length <= TOLD_WORDS ? best.unmet : [];
  const telling = lacking.map((index) => concepts[index]!).filter(({ part }) => part === 1);
  return { coverage, clear, unmet: [...new Set(telling.map(({ shown }) => shown))], unanswered };
}

/** Returns the concepts that a page's title or everyday words name. */
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
  const sections = sectionsOf(page, concepts, answers, worth, new Set(wordsOf(shown).map(stem)));
  const best = sections[0]!.score;
  const headed = Math.max(...sections.map(({ headed }) => headed));
  const [{ asked }] = [...sections].sort((a, b) => b.asked.value - a.asked.value) as [Section];
  const standing = isArticle(page.url) ? 1 : STANDING_PAGE + (1 - STANDING_PAGE) * asked.value;
  const fits = standing * audienceFactor(page.audience, perspective);
  const own = candidate.score * (1 + HEADED * headed);
  return {
    /** What its text is worth, and that with its questions. */
    plain: (own + best) * fits,
    score: (own * (1 + ASKED * asked.value ** 3) + best) * fits,
    coverage: coverageOf(answers, worth, named, missing, asked.met),
    card: cardOf(page, concepts, answers, sections),
  };
}

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
    kind: lead.anchor === null ? 'page' : lead.anchor.level === 3 && isArticle(page.url) ? 'tip' : 'section',
    article,
    excerpt: excerpt(page, lead, answers),
    further: further.map(link),
    audience: page.audience,
    topics: page.topics,
  };
}
