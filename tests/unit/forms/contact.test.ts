import { describe, expect, it } from 'vitest';
import { contact } from '#forms/contact.ts';
import { somethingIsWrong } from '#forms/report.ts';
import { fieldsOf, optionsOf, wordsFor } from '#forms/form.ts';
import { validateForm } from '#forms/validate.ts';
import { isAvailable, ownPageAddress, targetOf } from '../../../src/components/form/target.ts';
import { context, message, without } from './examples.ts';

const judge = (changes: Record<string, string>) => validateForm(contact, message(changes), context);
const problemOf = (field: string, value: string) => {
  const judgement = judge({ [field]: value });
  return judgement.ok ? undefined : judgement.problems.find((problem) => problem.field === field)?.message;
};

describe('a message to the team', () => {
  it('needs a topic, a message, a name and an address; a reference only where there is one', () => {
    expect(validateForm(contact, without(message(), 'reference'), context).ok).toBe(true);
    const nothing = validateForm(contact, {}, context);
    expect(nothing.ok ? [] : nothing.problems.map(({ field }) => field)).toEqual([
      'topic',
      'message',
      'fullName',
      'email',
    ]);
  });

  it('is as short as its writer likes, and has up to 2,000 characters', () => {
    for (const short of ['help', 'ayuda', '助けて', '?']) expect(problemOf('message', short)).toBeUndefined();
    expect(problemOf('message', ' ')).toBe('Enter your message');
    expect(problemOf('message', 'x'.repeat(2000))).toBeUndefined();
    expect(problemOf('message', 'x'.repeat(2001))).toBe('Your message must be 2,000 characters or fewer');
  });

  it.each([
    'K7PR29XM',
    'k7pr29xm',
    ' K7PR 29XM ',
    'K7PR-29XM',
    'Ｋ７ＰＲ２９ＸＭ',
    'Reference: K7PR29XM.',
    '(K7PR29XM)',
  ])('takes a reference as it is written or copied: %s', (typed) => {
    expect(judge({ reference: typed }).answers['reference']).toBe('K7PR29XM');
  });

  it.each([
    ['K7PR29X', /8 letters and digits/],
    ['my application', /8 letters and digits/],
    ['K7PR29X0', /no reference has: I, O, Q, Z/],
  ])('says why %s is no reference', (typed, why) => {
    expect(problemOf('reference', typed)).toMatch(why);
  });

  it('asks nobody who reports harm for details', () => {
    const [topic, text] = fieldsOf(contact);
    expect(optionsOf(topic!).find(({ value }) => value === somethingIsWrong)?.hint).toContain('in confidence');
    expect(wordsFor(text!.hint!, { topic: somethingIsWrong })).toContain('do not have to give details');
    expect(wordsFor(text!.hint!, {})).not.toContain('details');
  });
});

describe('at a hosted endpoint', () => {
  const env = { PUBLIC_FORMS_ENDPOINT: 'https://formspree.io', PUBLIC_FORMSPREE_ASK: 'xask' };
  it('the contact form is left out where it has no id, and no other form is', () => {
    expect(isAvailable('contact', env)).toBe(false);
    expect(isAvailable('mentee', env)).toBe(true);
    expect(isAvailable('contact', { ...env, PUBLIC_FORMSPREE_CONTACT: 'xcontact' })).toBe(true);
    expect(isAvailable('contact', {})).toBe(true);
    expect(isAvailable('contact', { PUBLIC_FORMS_ENDPOINT: 'https://inbox.example' })).toBe(true);
  });
  it('has no page of one’s own, which the inbox has, here or on another host', () => {
    expect(ownPageAddress(env)).toBeUndefined();
    expect(ownPageAddress({})).toBe('/my/');
    expect(ownPageAddress({ PUBLIC_FORMS_ENDPOINT: 'https://inbox.example/' })).toBe('https://inbox.example/my/');
  });
  it('goes to its id, and never to another’s', () => {
    expect(targetOf('contact', { ...env, PUBLIC_FORMSPREE_CONTACT: 'xcontact' }).action).toBe(
      'https://formspree.io/f/xcontact',
    );
    expect(() => targetOf('contact', { ...env, PUBLIC_FORMSPREE_CONTACT: '?' })).toThrow(/PUBLIC_FORMSPREE_CONTACT/);
  });
});
