import { describe, expect, it } from 'vitest';
import { mentee } from '#forms/mentee.ts';
import { mentor } from '#forms/mentor.ts';
import { targetOf } from '#src/components/form/target.ts';
import { adviseOnAim, adviseOnPrivacy } from '#src/islands/form/steps/writing-advice.ts';
import { copyHtml } from '#src/islands/form/outcome/copy-file.ts';
import { draftText, parseDraft } from '#src/islands/form/draft/draft.ts';
import { merge } from '#src/islands/form/draft/use-draft-autosave.ts';
import { addressOf, locationOf } from '#src/islands/form/steps/step-address.ts';

const ids = (advice: { id: string }[]) => advice.map(({ id }) => id);

describe('advice on an aim', () => {
  it('is not given for an empty text', () => {
    expect(adviseOnAim('  ')).toEqual([]);
  });
  it('asks for an aim, a date and more text when they are missing', () => {
    expect(ids(adviseOnAim('Publishing, or film.'))).toEqual(['aim', 'date', 'short']);
  });
  it('is not given for a complete aim', () => {
    const aim =
      'I want to understand what a junior editor does all week. By June I would like to have sent three applications';
    expect(adviseOnAim(`${aim} that someone in publishing has read with me, and to know two editors.`)).toEqual([]);
  });
});

describe('advice on privacy', () => {
  it.each([
    ['Write to ada@example.com', ['email']],
    ['Call 07700 900982 after six', ['phone']],
    ['Call +44 20 7946 0001', ['phone']],
    ['I have dyslexia and anxiety', ['health']],
    ['I want to read 20 books in 2027', []],
  ])('finds what may be private in “%s”', (text, found) => {
    expect(ids(adviseOnPrivacy(text, 'your mentor'))).toEqual(found);
  });
});

describe('the address of a step', () => {
  it.each([
    ['', { step: 'can-you-apply' }],
    ['#/goals', { step: 'goals' }],
    ['#goals', { step: 'goals' }],
    ['#/about-you/fullName', { step: 'about-you', change: 'fullName' }],
    ['#main', undefined],
  ])('reads “%s”', (hash, expected) => {
    expect(locationOf(mentee, hash)).toEqual(expected);
  });
  it('reads back as it was written', () => {
    expect(locationOf(mentee, addressOf({ step: 'goals', change: 'focus' }))).toEqual({
      step: 'goals',
      change: 'focus',
    });
  });
});

describe('a draft', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  it('merges the changes of two tabs, and takes the tab’s own answer when both changed it', () => {
    const base = { fullName: 'Ada', course: 'Law', focus: ['skills'] };
    const mine = { fullName: 'Ada', course: 'Music', focus: ['skills'], goals: 'To write' };
    const theirs = { fullName: 'Grace', course: 'Film' };
    expect(merge(mentee, base, mine, theirs)).toEqual({ fullName: 'Grace', course: 'Music', goals: 'To write' });
  });
  it('reads back as it was written', () => {
    const answers = { fullName: 'Ada', focus: ['skills', 'confidence'] };
    expect(parseDraft(mentee, draftText(mentee, answers, now))).toEqual({
      form: 'mentee',
      savedAt: now.toISOString(),
      answers,
    });
  });
  it.each([
    ['another form’s', draftText(mentor, {}, now)],
    ['not JSON', '{'],
    ['not an object', '[1]'],
    ['without a time', JSON.stringify({ form: 'mentee', answers: {} })],
    ['missing', null],
  ])('is rejected when it is %s', (_, text) => {
    expect(parseDraft(mentee, text)).toBeUndefined();
  });
  it('takes only answers to the form’s own fields, as text', () => {
    const text = JSON.stringify({
      form: 'mentee',
      savedAt: now,
      answers: { fullName: { a: 1 }, other: 'x', course: 'BA' },
    });
    expect(parseDraft(mentee, text)?.answers).toEqual({ course: 'BA' });
  });
});

describe('the copy of the sent answers', () => {
  it('escapes markup', () => {
    const answers = [{ step: 'About you', label: 'Full name', lines: ['<script>alert("x")</script>'] }];
    const html = copyHtml({ form: 'ask', reference: 'K7PQ29XM', sentAt: '2026-11-24T09:00:00Z', answers });
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)');
    expect(html).toContain('4am on Tuesday 24\u00a0November 2026');
  });
});

describe('the target of a form', () => {
  const endpoint = 'PUBLIC_FORMS_ENDPOINT';
  it('is the site’s own inbox, unless an endpoint is set', () => {
    expect(targetOf('mentee', {})).toEqual({ action: '/f/mentee', isHosted: false });
    expect(targetOf('ask', { [endpoint]: '' })).toEqual({ action: '/f/ask', isHosted: false });
    expect(targetOf('ask', { [endpoint]: 'https://inbox.example/' }).action).toBe('https://inbox.example/f/ask');
  });
  it('is the hosted form’s address with its id', () => {
    const env = { [endpoint]: 'https://formspree.io', PUBLIC_FORMSPREE_MENTOR: 'xyzabcde' };
    expect(targetOf('mentor', env)).toEqual({ action: 'https://formspree.io/f/xyzabcde', isHosted: true });
  });
  it('fails with the name of the setting when a hosted form has no id', () => {
    expect(() => targetOf('ask', { [endpoint]: 'https://formspree.io' })).toThrow(/PUBLIC_FORMSPREE_ASK/);
  });
});
