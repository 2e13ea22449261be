import { describe, expect, test } from 'vitest';
import { ask } from '#forms/ask.ts';
import { displayLines, rowsSeenBy, summarise } from '#forms/display.ts';
import { fieldsOf } from '#forms/form.ts';
import { phones } from '#forms/formats/phone-rules.ts';
import type { Field, Form } from '#forms/form.ts';
import { mentee } from '#forms/mentee.ts';
import { mentor } from '#forms/mentor.ts';
import { validateForm } from '#forms/validate.ts';
import { context, graduate, mentorApplication, question, student } from './examples.ts';

const field = (form: Form, name: string): Field => {
  const found = fieldsOf(form).find((one) => one.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};

describe('an answer in words', () => {
  test.each([
    [mentee, 'status', 'graduate', 'I am a graduate'],
    [mentee, 'sectors', ['law', 'not-sure'], '1. Law, 2. Not sure yet'],
    [mentor, 'sectors', ['law', 'music'], 'Law, Music'],
    [mentor, 'months', ['jan', 'dec'], 'January, December'],
    [mentee, 'graduated', '2025-06', 'June 2025'],
    [ask, 'deadline', '2026-12-04', '4\u00a0December 2026'],
    [mentor, 'conflict', 'no', 'No'],
    [mentee, 'understood', 'yes', 'Yes'],
    [mentee, 'shareAdjustments', undefined, 'No'],
    [mentee, 'goals', 'One\nTwo', 'One\nTwo'],
    [mentee, 'experience', '', ''],
    [mentee, 'experience', undefined, ''],
    [ask, 'deadline', 'someday', 'someday'],
    [ask, 'deadline', '2026-02-31', '2026-02-31'],
    [mentee, 'mode', 'telepathy', 'telepathy'],
    [mentee, 'timeZone', 'America/New_York', 'New York time'],
    [mentee, 'phone', '+442079460018', '+44 20 7946 0018'],
    [mentee, 'phone', '+442079460018;ext=12', '+44 20 7946 0018 ext. 12'],
    [mentee, 'phone', 'by pigeon', 'by pigeon'],
    [mentor, 'email', 'zoë@xn--exmple-cua.de', 'zoë@exämple.de'],
    [mentor, 'email', 'user@mail.xn--r8jz45g.jp', 'user@mail.例え.jp'],
    [mentor, 'email', 'ada@example.com', 'ada@example.com'],
    [mentor, 'email', 'ada@xn--exmple-4nf.com', 'ada@xn--exmple-4nf.com'],
    [mentor, 'email', 'ada@xn--999999999.de', 'ada@xn--999999999.de'],
    [mentor, 'email', 'ada@xn--80akn5b.xn--p1ai', 'ada@кафе.рф'],
    [mentor, 'email', 'ada@xn--d-uga0v4h.pl', 'ada@łódź.pl'],
    [mentor, 'email', 'ada@xn--p1b6ci4b4b3a.com', 'ada@उदाहरण.com'],
    // "apple" in Cyrillic letters; an i without its dot; a small capital G; the g of phonetics.
    [mentor, 'email', 'ada@xn--80ak6aa92e.com', 'ada@xn--80ak6aa92e.com'],
    [mentor, 'email', 'ada@xn--gmal-nza.com', 'ada@xn--gmal-nza.com'],
    [mentor, 'email', 'ada@xn--oogle-wmc.com', 'ada@xn--oogle-wmc.com'],
    [mentor, 'email', 'ada@xn--oogle-qmc.com', 'ada@xn--oogle-qmc.com'],
    // Well-known names with a mark or a stroke, and domains that only resemble them.
    [mentor, 'email', 'ada@xn--gmal-7w5a.com', 'ada@xn--gmal-7w5a.com'],
    [mentor, 'email', 'ada@mail.xn--hotmai-8db.com', 'ada@mail.xn--hotmai-8db.com'],
    [mentor, 'email', 'ada@xn--yaho-ira.co.uk', 'ada@xn--yaho-ira.co.uk'],
    [mentor, 'email', 'ada@my.xn--nrthbridge-ecb.example', 'ada@my.xn--nrthbridge-ecb.example'],
    [mentor, 'email', 'ada@xn--mil-qla.de', 'ada@mäil.de'],
    [mentor, 'email', 'xn--ada', 'xn--ada'],
  ])('%#', (form, name, value, words) => {
    expect(displayLines(field(form, name), value, phones).join(', ')).toBe(words);
  });

  test('of several choices has one line each, in order', () => {
    expect(displayLines(field(mentee, 'sectors'), ['music', '', 'law'])).toEqual(['1. Music', '2. Law']);
  });
});

describe('a summary', () => {
  const rows = (form: Form, sent: Record<string, string | string[]>) =>
    Object.fromEntries(summarise(form, sent, context).map((row) => [row.field.name, row]));

  test('has each question on the path once, in order, with its step', () => {
    const summary = summarise(mentee, graduate(), context);
    const names = summary.map((row) => row.field.name);
    expect(names.slice(0, 5)).toEqual(['status', 'graduated', 'fullName', 'email', 'course']);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('studentNumber');
    expect(summary[0]?.step).toBe('can-you-apply');
  });

  test('shows what will be stored', () => {
    const shown = rows(
      mentee,
      student({ fullName: ' Zoë  X ', sectors: '["law","music"]', understood: 'on', timeZone: '' }),
    );
    expect(shown['fullName']?.lines).toEqual(['Zoë X']);
    expect(shown['sectors']?.lines).toEqual(['1. Law', '2. Music']);
    expect(shown['understood']?.lines).toEqual(['Yes']);
    expect(shown['timeZone']?.lines).toEqual(['Toronto time']);
    expect(shown['matchNote']?.lines).toEqual([]);
  });

  test('has the labels for these answers', () => {
    expect(rows(mentee, student())['email']?.label).toBe('Northbridge email address');
    expect(rows(mentee, graduate())['email']?.label).toBe('Email address');
    expect(rows(mentee, graduate())['course']?.label).toBe('Course you graduated from');
  });
});

describe('the answers that others see', () => {
  const seen = (form: Form, sent: Record<string, string | string[]>, viewers: Field['seenBy'][]) =>
    rowsSeenBy(summarise(form, sent, context), viewers, validateForm(form, sent, context).answers).map(
      (row) => row.field.name,
    );

  test('are those for a mentor before the match', () => {
    expect(seen(mentee, student({ matchNote: 'x', adjustments: 'Captions' }), ['mentor', 'mentor-if-shared'])).toEqual(
      'fullName course level yearOfStudy sectors focus goals experience mode windows timeZone'.split(' '),
    );
  });

  test('include the e-mail address after the match', () => {
    expect(seen(mentee, student(), ['mentor', 'mentor-after-match'])).toContain('email');
    expect(seen(mentor, mentorApplication(), ['mentees', 'mentee'])).toContain('email');
    expect(seen(mentor, mentorApplication(), ['mentees'])).not.toContain('email');
  });

  test('include adjustments only when that is ticked', () => {
    const sent = student({ adjustments: 'Captions', shareAdjustments: 'yes' });
    expect(seen(mentee, sent, ['mentor', 'mentor-if-shared'])).toContain('adjustments');
    expect(seen(ask, question({ adjustments: 'Captions' }), ['mentor', 'mentor-if-shared'])).not.toContain(
      'adjustments',
    );
  });

  test('of a mentor exclude address, conflict and date', () => {
    expect(seen(mentor, mentorApplication({ openTopics: 'x' }), ['mentees'])).toEqual(
      'fullName jobTitle organisation sectors experienceBand alumnus alumnusCourse alumnusYear focus bio openTopics mode windows timeZone'.split(
        ' ',
      ),
    );
  });
});
