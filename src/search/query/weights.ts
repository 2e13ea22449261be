/**
 * Every number that decides what the search finds, in which order, and what it says about the results, in the order in which a query meets
 * them. After a change, compare `npm run bench -- search` with what it printed before.
 */

// Spelling: what a mistake costs. A letter typed for any other costs 1.

/** Two neighbouring letters that changed places: "gaols". */
export const SWAPPED_COST = 0.8;
/** Two letters that changed places across others: "vedio". */
export const SWAPPED_APART_COST = 0.9;
/** A letter that is missing. */
export const MISSING_COST = 0.9;
/** A letter too many. */
export const EXTRA_COST = 0.95;
/** A letter typed twice, or once where the word has it twice. */
export const DOUBLED_COST = 0.6;
/** A key typed for its neighbour on the keyboard. */
export const NEIGHBOUR_COST = 0.85;
/** A letter typed for one that sounds like it. */
export const SOUND_COST = 0.85;
/** A vowel typed for another. */
export const VOWEL_COST = 0.8;
/** Added when the first letter is wrong, for people seldom mistype it. */
export const FIRST_LETTER_COST = 0.4;
/** Taken off the cost of a word for each doubling of the pages that have it. */
export const COMMON_WORD_BONUS = 0.04;

// Spelling: when a word is corrected.

/** Letters of the shortest word that is corrected: too many shorter ones are one letter apart. */
export const SHORTEST_CORRECTED = 4;
/** Letters from which a second, cheap mistake is forgiven. */
export const DOUBLED_MISTAKE_FROM = 6;
/** Letters from which two mistakes of any likely kind are forgiven. */
export const TWO_MISTAKES_FROM = 8;
/** The most that one likely mistake costs. */
export const ONE_SLIP = 0.97;
/** The most that one likely mistake and a doubled letter cost. */
export const SLIP_AND_DOUBLED = 1.55;
/** The most that two likely mistakes cost. */
export const TWO_SLIPS = 1.86;
/** Letters of the shortest word that is corrected by its sound: shorter ones sound alike too often. */
export const SOUNDED_FROM = 6;
/** Sounds of the shortest word written by ear that may have a mistake, too. */
export const SOUNDED_SLIP_FROM = 7;

// Words: what a typed word stands for.

/** Longer words that one unfinished word stands for, at most. */
export const LONGER_MAX = 4;
/** Letters that a word may lack at its end and still mean one word only: "goodby". */
export const LEFT_AWAY_MAX = 2;
/** Letters of the shortest word that is split into several: "howto". */
export const SPLIT_FROM = 5;
/** Letters of the shortest content word in a split. */
export const SHORTEST_PART = 3;
/** The same, when nothing else explains the word: "cvtips". */
export const SHORTEST_PART_AT_LAST = 2;
/** Letters from which a split may have such a short part. */
export const SHORT_PART_FROM = 7;

// Synonyms.

/** Targets of one synonym that are searched, at most. */
export const TARGETS_MAX = 3;
/** Stop words that may stand between two words of a synonym's key, at most. */
export const KEY_GAP_MAX = 3;
/** Weight of a synonym beside 1 for the typed word. */
export const SYNONYM_WEIGHT = 0.8;

// Concepts: what the parts of a query count.

/** Weight of a longer word when the typed one is not in the index. */
export const LONGER_WEIGHT = 0.8;
/** Weight of a longer word beside the typed one, when the index has both. */
export const LONGER_BESIDE_WEIGHT = 0.4;
/** Weight of a weak word ("help", "new") beside 1 for a content word. */
export const WEAK_PART = 0.4;
/** Weight of the single words of a phrase that has a sense of its own: "milk round" is not about milk. */
export const PHRASE_PART = 0.3;
/** Share of a large site's pages from which a word is too common to be searched. */
export const SITE_WIDE_SHARE = 0.4;
/** Pages from which a site is large: below, even common words are searched. */
export const MANY_PAGES = 400;
/** Concepts of one query that are searched, at most: those that the fewest pages have. */
export const CONCEPTS_MAX = 24;

// Pages: the order by single words, before any page is read.

/** Pagefind's ranking of one word. Its weights of metadata are 0 because `IN_TITLE` and `IN_ALSO` weigh it by the word's rarity. */
export const PAGEFIND_RANKING = {
  termSimilarity: 3,
  pageLength: 0.3,
  termSaturation: 1.6,
  metaWeights: { title: 0, also: 0, filters: 0 },
};
/** Weight of a word in the title, times the word's rarity. */
export const IN_TITLE = 2;
/** Weight of a word among the author's everyday words, times the word's rarity. */
export const IN_ALSO = 1.7;
/** Words between which two words of a phrase stand, at most. */
export const PHRASE_SPAN = 4;
/** Share of a phrase's score that a page has in any case. */
export const PHRASE_BASE = 0.3;
/** Places at which the rest of a phrase's score reaches its half. */
export const PHRASE_HALF = 0.5;
/** Share that the weaker of two ways to say a concept adds to the better one. */
export const SECOND_WAY_SHARE = 0.5;
/** Share that a page's best window adds to its score. */
export const WINDOW_SHARE = 0.8;
/** Words that a window holds: about the length of one tip. */
export const WINDOW = 90;
/** Share of the score that a page without any word of the query loses. */
export const COVERAGE_SHARE = 0.4;

// Pages: the order of those that are read.

/** Pages beside the shown ones that are read, because one of their questions may be the query. */
export const READ_BESIDE = 1;

/** Weight of a word in a heading beside 1 in the text. */
export const HEADING_WEIGHT = 4;
/** Weighted places at which a concept's score in a section reaches its half. */
export const SECTION_HALF = 1;
/** Added for a heading that names every concept, as a share of the page's score. */
export const HEADED = 0.5;
/** Share of the likeness of a query and a question that rests on words in common, stop words included. */
export const SAME_WORDS_SHARE = 0.8;
/** Added for a section whose question is the query, times the weight of the query. */
export const ASKED_SECTION = 3;
/** Added for a page with such a section, as a share of the page's score. */
export const ASKED = 12;
/** Share of how likely a page's questions say a query, for the root of the query's length, that is added to the logarithm of its score. */
export const LIKELINESS_SHARE = 0.8;
/** Words of a query from which half of that share counts. */
export const LONG_QUERY = 5;
/** Factor for a page that is no article: it mentions a thing, and an article is about it. */
export const STANDING_PAGE = 0.6;
/** Factor for a page for the other side, where the query tells who asks. */
export const OTHER_AUDIENCE = 0.75;
/** Factor for a page for mentors alone, where nothing tells who asks. */
export const LESS_LIKELY_AUDIENCE = 0.85;
/** Factor for a page for that side alone. */
export const OWN_AUDIENCE = 1.1;

// Tasks: when a query asks for one.

/** Share of a stop word, or of two words in a row, that counts when a query is compared with a task's phrases or a page's questions: "when" and "how" tell a little. */
export const LESS_TELLING = 0.5;
/** Share of a part of a query that counts as its task's or section's own; the rest is as in all questions. */
export const OWN_SHARE = 0.9;
/** Questions for pages that a site is taken to have beside its own, with each part as often as in all: of few, nearly every word would tell of a task. */
export const QUESTIONS_BESIDE = 100;
/** Likeness from which a task is what the query asks for: a logarithm. */
export const TASK_LIKENESS = 3;
/** The same by which it is likelier than every other task: of two that are nearly as likely, both are offered. */
export const TASK_LEAD = 0.4;
/** Likeness from which a task may be what the query asks for. */
export const NEAR_TASK_LIKENESS = 1.3;
/** The same where no page is clearly the answer, on a site with many questions for pages. */
export const LIKELIEST_TASK_LIKENESS = -0.5;
/** Words of a query from which a task is what it asks for, or may ask for: fewer name a topic, so that a sure task is offered and no other. */
export const NEAR_WORDS = 3;
/** Such tasks, at most. */
export const NEAR_TASKS = 2;

// Results: how many there are, and what is said about them.

/** Share of the best page's score below which a page is not a result. */
export const LEAST_SHARE = 0.2;
/** Unknown words for each concept from which nothing is a result. */
export const MOSTLY_UNKNOWN = 2;
/** Letters from which an unknown word counts as a subject: a shorter one is more often a mistake. */
export const SUBJECT_FROM = 4;
/** Pages that an unknown word counts as standing on: it tells a little more than a word on one page. */
export const UNKNOWN_PAGES = 0.5;
/** Results whose coverage is measured: those a reader looks at first. */
export const FIRST_READ = 3;
/** Times the second page's score from which the first one is clearly the answer. */
export const CLEAR_LEAD = 4;
/** Coverage from which nothing more is said where the first page is clearly the answer. */
export const CLEAR_COVERAGE = 0.4;
/** Coverage below which the reader is told which words the pages lack. */
export const FULL_COVERAGE = 0.8;
/** Words of a query up to which that is told: a longer one has words that no answer needs. */
export const TOLD_WORDS = 12;
/** Coverage below which the pages are not shown as an answer; a long query needs only as much as one of its words has on average. */
export const ANSWER_COVERAGE = 0.2;

// Cards.

/** Share of the best section's score from which a tip is the card's link. */
export const TIP_SHARE = 0.6;
/** Share of the best section's score from which a section is a further link. */
export const FURTHER_SHARE = 0.5;
/** Further links of a card, at most. */
export const FURTHER_MAX = 2;
/** Words in an excerpt. */
export const EXCERPT_WORDS = 28;
/** Added to the worth of an excerpt that begins with a sentence. */
export const SENTENCE_BONUS = 0.25;

// Likeness of a query to the examples of harm.

/** Words from which a query is compared by them, and not by its families only. */
export const LEAST_WORDS = 2;
/** Parts that a query counts as having beside its own. */
export const PARTS_BESIDE = 3;
/** Logarithm of the odds from which a query tells of harm for sure. */
export const HARM_LIKENESS = 0.8;
/** The same from which it may tell of harm. */
export const MAYBE_HARM_LIKENESS = 0.2;
/** The same by which one kind of harm may be less likely than the other, and is told as well. */
export const BOTH_KINDS = 2.1;
