import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { supportMatcher } from '../../../src/search/support.ts';

const text = readFileSync('content/support.yaml', 'utf8');
const support = supportMatcher(text);

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
])('brings up the box for someone in danger: %s', (query) => expect(support(query)).toBe('self'));

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
])('brings up the box for someone worried about another: %s', (query) => expect(support(query)).not.toBeNull());

test.each([
  'my mentor keeps touching me and i dont know who to tell',
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
  'being bullied',
  'my mentor makes me feel uncomfortable',
  'he threatened me',
])('brings up the box for someone who is harmed: %s', (query) => expect(support(query)).toBe('harm'));

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
  'scared of my mentor',
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
  'i cant go on friday',
  'my mentor cuts herself off mid sentence',
  'my mentee cuts himself short',
])('keeps quiet for figures of speech and ordinary questions: %s', (query) => expect(support(query)).toBeNull());

test('reads the list as YAML does', () => {
  const lists = parse(text) as Record<string, (string | Record<string, string>)[]>;
  expect(Object.keys(lists)).toEqual(['groups', 'figures', 'self', 'other', 'harm']);
  for (const phrase of [...lists['self']!, ...lists['other']!, ...lists['harm']!]) expect(phrase).toBeTypeOf('string');
});
