import { expect, test } from 'vitest';
import { learnHarm } from '#search/learning/learn-harm.ts';
import { supportMatcher, type SupportSource } from '#search/query/support.ts';

const source: SupportSource = {
  leads: { danger: 'In danger?', behaviour: 'Treated badly?' },
  families: { not: 'not, dont', role: 'mentor, boss, tutor', pronoun: 'he, she', me: 'me, my, i' },
  ordinary: ['rings a bell'],
};
const examples = {
  danger: ['i dont want to wake up tomorrow', 'i dont want to wake up', 'i wish i would not wake up any more'],
  behaviour: ['my boss rings me at night', 'my tutor rings me at night', 'she rings me late at night'],
  neither: [
    'my boss gave me good advice',
    'i want to write a better cv',
    'my tutor helps me to write',
    'work at night',
  ],
};
const kindsOf = supportMatcher(source, learnHarm(source, examples));

test.each([
  ['i do not want to wake up again', 'danger'],
  ['my mentor rings me every night', 'behaviour'],
])('knows harm by its likeness to the examples: %s', (query, kind) => expect(kindsOf(query).kinds).toEqual([kind]));

test.each(['my mentor gave me good advice', 'write at night', 'my mentor rings a bell at night', 'rings'])(
  'keeps quiet for what is like the ordinary examples, a saying, and a single word: %s',
  (query) => expect(kindsOf(query).kinds).toEqual([]),
);

test('a mentor is like a boss and a tutor, although no example has a mentor', () => {
  expect(JSON.stringify(examples)).not.toContain('mentor');
  expect(kindsOf('mentor rings me at night').kinds).toEqual(['behaviour']);
});

test('takes what the site is asked for ordinary', () => {
  const query = 'my boss rings me at night about the wake';
  const asked = [query, 'my tutor rings me at night about the wake', 'she rings me at night about the wake'];
  expect(kindsOf(query).kinds).toEqual(['behaviour']);
  expect(supportMatcher(source, learnHarm(source, examples, asked))(query).kinds).toEqual([]);
});

test('learns the same in whatever order the examples stand', () => {
  const turned = { ...examples, neither: examples.neither.toReversed(), behaviour: examples.behaviour.toReversed() };
  const [one, other] = [learnHarm(source, examples), learnHarm(source, turned)];
  expect(other.parts).toBe(one.parts);
  expect([other.danger, other.behaviour]).toEqual([one.danger, one.behaviour]);
});
