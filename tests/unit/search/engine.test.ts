import { expect, test } from 'vitest';
import { searchEngine } from '../../../src/search/query/engine.ts';
import { countParts, stemsOf } from '../../../src/search/query/said.ts';
import type { Hit, Page, SearchIndex } from '../../../src/search/query/search-index.ts';
import { stem } from '../../../src/search/query/stem.ts';
import { pagesByWord, decodeVocabulary, encodeVocabulary, wordsOfPage } from '../../../src/search/query/vocabulary.ts';
import { wordsOf } from '../../../src/search/query/words.ts';

interface Part {
  id: string;
  level: 2 | 3;
  title: string;
  text: string;
}

/** Returns a page in memory: its title, then its sections, each a heading and a text. */
function page(url: string, title: string, parts: Part[], audience: string[] = []): Page {
  const words = title.split(' ');
  const anchors = parts.map(({ id, level, title: heading, text }) => {
    const at = words.length;
    words.push(...heading.split(' '), ...text.split(' '));
    return { id, level, title: heading, at, questions: [] };
  });
  return { url, title, audience, topics: [], questions: [], words, anchors };
}

/** Returns an index in memory that scores by how often a page has a word. */
function index(pages: readonly Page[]): SearchIndex {
  return {
    hits(word) {
      const hits = pages.flatMap((each): Hit[] => {
        const places = each.words.flatMap((other, at) =>
          wordsOf(other).some((part) => stem(part) === stem(word)) ? [at] : [],
        );
        const inTitle = places.some((at) => at < each.title.split(' ').length);
        return places.length === 0
          ? []
          : [{ page: each.url, score: places.length / (places.length + 1), places, inTitle, isAlso: false }];
      });
      return Promise.resolve(hits);
    },
    page: (id) => Promise.resolve(pages.find(({ url }) => url === id)!),
    asked: () => Promise.resolve(pages.filter(({ questions }) => questions.length > 0).map(({ url }) => url)),
  };
}

const filler =
  'Here are many other words about nothing in particular that fill the page and mean little to anyone who reads them at all.';
const pages = [
  page('/guidance/online/', 'Meet on a screen', [
    { id: 'home', level: 2, title: 'You are at home', text: `A delivery may arrive. ${filler}` },
    {
      id: 'calm',
      level: 3,
      title: 'Calm your nerves before a video call',
      text: `If you are nervous, breathe. ${filler}`,
    },
    { id: 'trust', level: 3, title: 'Say what you think', text: `Open questions help. ${filler}` },
  ]),
  page('/guidance/questions/', 'Ask good questions', [
    { id: 'open', level: 3, title: 'Ask open questions', text: `An open door is no open question. ${filler}` },
  ]),
  page(
    '/guidance/feedback-mentor/',
    'Give feedback',
    [{ id: 'kind', level: 3, title: 'Be kind', text: `Feedback for your mentee. ${filler}` }],
    ['mentor'],
  ),
  page(
    '/guidance/feedback-mentee/',
    'Take feedback',
    [{ id: 'wait', level: 3, title: 'Wait a day', text: `Feedback of your mentor. ${filler}` }],
    ['mentee'],
  ),
  page('/privacy/', 'Privacy', [
    { id: 'video', level: 2, title: 'Video', text: `No video call is kept, nor a nervous one. ${filler}` },
  ]),
];
const texts = pages.map(({ words }) => words.join(' '));
const vocabulary = decodeVocabulary(
  encodeVocabulary({
    pages: pages.length,
    words: pagesByWord(texts.map(wordsOfPage)),
    english: [],
    synonyms: { anxious: ['nervous'] },
    said: [],
  }),
);
const engine = searchEngine(index(pages), vocabulary);

test('the card’s link is the tip that answers', async () => {
  const { cards } = await engine.find('nervous about a video call');
  expect(cards[0]).toMatchObject({
    url: '/guidance/online/#calm',
    kind: 'tip',
    article: { title: 'Meet on a screen' },
  });
});

test('of two pages with a like question, the one whose questions have the query’s words more often comes first', async () => {
  const asked = (url: string, ...questions: string[]) => ({
    ...page(url, 'Calls', [{ id: 'all', level: 3, title: 'Call', text: `You may be nervous. ${filler}` }]),
    questions: questions.map(wordsOf),
  });
  const both = searchEngine(
    index([
      asked('/guidance/length/', 'nervous on a call', 'how much is long', 'how much for a delivery'),
      asked('/guidance/when/', 'nervous on a call', 'when does it ring', 'when do i hear'),
    ]),
    vocabulary,
  );
  const first = async (query: string) => (await both.find(query)).cards[0]!.article.url;
  expect(await first('when am i less nervous on my call')).toBe('/guidance/when/');
  expect(await first('how much less nervous on my call')).toBe('/guidance/length/');
});

test('a page whose questions say the query is read and comes before many whose text has its words as often', async () => {
  const others = Array.from({ length: 12 }, (_, at) =>
    page(`/guidance/other-${at}/`, 'Days', [
      { id: 'all', level: 3, title: 'Mornings', text: `A nervous call. ${filler}` },
    ]),
  );
  const asked = (url: string, title: string, ...questions: string[]) => ({
    ...page(url, title, [{ id: 'all', level: 3, title, text: `A nervous call. ${filler}` }]),
    questions: questions.map(wordsOf),
  });
  const all = [
    ...others,
    asked('/guidance/delivery/', 'Parcels', 'when does it come', 'a call for a parcel'),
    asked('/guidance/why/', 'Nerves', 'nervous before it rings', 'so nervous', 'nervous when I talk'),
  ];
  const said = all
    .filter(({ questions }) => questions.length > 0)
    .map(({ questions }) => ({ counts: countParts(questions.map(stemsOf)), size: questions.length }));
  const counts = pagesByWord(all.map((each) => wordsOfPage(each.words.join(' '))));
  const own = decodeVocabulary(encodeVocabulary({ pages: 14, words: counts, english: [], synonyms: {}, said }));
  const { cards } = await searchEngine(index(all), own).find('i get so nervous when i talk on a call', { limit: 2 });
  expect(cards[0]!.article.url).toBe('/guidance/why/');
});

test('a question that is the query leads to its section, whatever else has the words', async () => {
  const own = page('/guidance/own/', 'Stay', [
    { id: 'mine', level: 3, title: 'Stay', text: `A nervous call. ${filler}` },
  ]);
  const asked = own.anchors.map((each) => ({ ...each, questions: [wordsOf('nervous before a call')] }));
  const loud = page('/guidance/loud/', 'Calls', [
    { id: 'x', level: 3, title: 'A nervous video call', text: `A nervous call, a nervous call. ${filler}` },
  ]);
  const faint = page('/guidance/faint/', 'Go', [{ id: 'y', level: 3, title: 'Go', text: `A nervous call. ${filler}` }]);
  const both = searchEngine(index([{ ...own, anchors: asked }, loud, faint]), vocabulary);
  const { cards } = await both.find('nervous before a call');
  expect(cards.map(({ url }) => url)).toEqual(['/guidance/own/#mine', '/guidance/loud/#x', '/guidance/faint/#y']);
});

test('an article comes before a standing page that mentions the same', async () => {
  const { cards } = await engine.find('nervous video call');
  expect(cards.map(({ article }) => article.url)).toEqual(['/guidance/online/', '/privacy/']);
});

test('the excerpt comes from the linked section, with the words marked', async () => {
  const { cards } = await engine.find('anxious');
  const text = cards[0]!.excerpt.map((piece) => piece.text).join('');
  expect(text).toContain('If you are nervous, breathe.');
  expect(cards[0]!.excerpt.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(['nervous']);
});

test('a page with the words side by side, as in the query, comes first', async () => {
  const { cards } = await engine.find('open questions');
  expect(cards[0]!.article.url).toBe('/guidance/questions/');
});

test('a tip titled as the query reads comes before pages with the same words', async () => {
  const said = page('/guidance/said/', 'Money', [
    { id: 'grant', level: 3, title: 'Look up access to work', text: filler },
  ]);
  const mentioned = page('/guidance/mentioned/', 'Rooms', [
    { id: 'door', level: 3, title: 'Access the room at work', text: `Access, access and work. ${filler}` },
  ]);
  const both = [mentioned, said];
  const words = pagesByWord(both.map((each) => wordsOfPage(each.words.join(' '))));
  const own = decodeVocabulary(encodeVocabulary({ pages: 2, words, english: [], synonyms: {}, said: [] }));
  const { cards } = await searchEngine(index(both), own).find('access to work');
  expect(cards[0]!.url).toBe('/guidance/said/#grant');
});

test('a whole heading as the query leads to its article, even when another has the words more often', async () => {
  const said = page('/guidance/said/', 'Steps', [
    { id: 'end', level: 3, title: 'End with what you will do', text: filler },
  ]);
  const ended = page('/guidance/ended/', 'Goodbyes', [
    { id: 'last', level: 3, title: 'The end of it', text: `End and end. ${filler}` },
  ]);
  const both = [ended, said];
  const words = pagesByWord(both.map((each) => wordsOfPage(each.words.join(' '))));
  const own = decodeVocabulary(encodeVocabulary({ pages: 2, words, english: [], synonyms: {}, said: [] }));
  const { cards } = await searchEngine(index(both), own).find('End with what you will do');
  expect(cards[0]!.url).toBe('/guidance/said/#end');
});

test('a mentor’s and a mentee’s query lead to their own article first', async () => {
  const first = async (query: string) => (await engine.find(query)).cards[0]!.article.url;
  expect(await first('feedback from my mentor')).toBe('/guidance/feedback-mentee/');
  expect(await first('feedback to my mentee')).toBe('/guidance/feedback-mentor/');
});

test('quoted words must follow each other', async () => {
  expect((await engine.find('"open questions"')).total).toBe(2);
  expect((await engine.find('"questions open"')).total).toBe(0);
});

test('names the word that no page has, and the words that were searched', async () => {
  const outcome = await engine.find('skydiving video call');
  expect(outcome.unknown).toEqual(['skydiving']);
  expect(outcome.used).toEqual(['video', 'call']);
  expect(outcome.total).toBeGreaterThan(0);
});

test('finds nothing when no page has most of the words', async () => {
  expect((await engine.find('netflix skydiving video')).total).toBe(0);
});

test('an empty query finds nothing', async () => {
  expect(await engine.find('')).toMatchObject({ total: 0, cards: [], changes: [], unknown: [] });
});

test('makes no more cards than the limit, and counts all results', async () => {
  const outcome = await engine.find('words', { limit: 2 });
  expect([outcome.cards.length, outcome.total]).toEqual([2, 5]);
});

test('a page that has one of many words answers a sentence, and not a query of these words alone', async () => {
  const words = 'amber birch cedar dahlia elder fennel'.split(' ');
  const each = words.map((word) =>
    page(`/guidance/${word}/`, 'Plants', [{ id: 'a', level: 3, title: 'One', text: word }]),
  );
  const counts = pagesByWord(each.map((one) => wordsOfPage(one.words.join(' '))));
  const own = decodeVocabulary(encodeVocabulary({ pages: 6, words: counts, english: [], synonyms: {}, said: [] }));
  const plants = searchEngine(index(each), own);
  const query = `${words.join(' ')} skydiving`;
  expect((await plants.find(query)).unanswered).toBe(true);
  expect((await plants.find(`i do not know what to do with my ${query}`)).unanswered).toBe(false);
});

test('says what a page far ahead lacks when it answers little of the query', async () => {
  const trees = ['birch', 'cedar'].map((word) =>
    page(`/guidance/${word}/`, 'Plants', [{ id: 'a', level: 3, title: 'One', text: `${word} ${'leaf '.repeat(400)}` }]),
  );
  const amber = page('/guidance/amber/', 'Amber', [{ id: 'a', level: 3, title: 'Amber', text: 'amber '.repeat(9) }]);
  const pages = [amber, ...trees];
  const counts = pagesByWord(pages.map((one) => wordsOfPage(one.words.join(' '))));
  const own = decodeVocabulary(encodeVocabulary({ pages: 3, words: counts, english: [], synonyms: {}, said: [] }));
  const outcome = await searchEngine(index(pages), own).find('amber birch cedar');
  expect(outcome).toMatchObject({ clear: true, unmet: ['birch', 'cedar'] });
});

test('says what the pages lack of a short query alone, and not where one page is far ahead', async () => {
  expect(await engine.find('delivery feedback')).toMatchObject({ clear: false, unmet: ['feedback'] });
  const long = 'delivery feedback and what it is that we do about them and with whom and when';
  expect(await engine.find(long)).toMatchObject({ clear: false, unmet: [] });
  expect(await engine.find('feedback on what you say on a screen')).toMatchObject({ clear: true, unmet: [] });
});
