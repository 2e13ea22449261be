import { describe, expect, test } from 'vitest';
import { mentor } from '#forms/mentor.ts';
import { focusAreas } from '#forms/options.ts';
import { mentorApplication, without, type Sent } from './examples.ts';
import { answersOf, sentenceFor } from './sentences.ts';

const say = (field: string, value: string | string[], sent: Sent = mentorApplication()) =>
  sentenceFor(mentor, field, { ...sent, [field]: value });

test('a valid application is accepted with its values unchanged', () => {
  expect(answersOf(mentor, mentorApplication())).toEqual(mentorApplication());
});

test('who only answers questions is not asked how many mentees, and who only takes mentees in which months', () => {
  const asks = (programmes: string[], ...left: string[]) =>
    answersOf(mentor, without(mentorApplication({ programmes }), ...left));
  expect(asks(['one-question'], 'capacity')).not.toHaveProperty('capacity');
  expect(asks(['one-question'])).not.toHaveProperty('capacity');
  expect(asks(['peer-mentoring'], 'months')).not.toHaveProperty('months');
});

describe('a blank answer is a problem', () => {
  test.each([
    ['fullName', 'Enter your full name'],
    ['email', 'Enter your email address'],
    ['jobTitle', 'Enter your job title'],
    ['organisation', 'Enter your organisation'],
    ['sectors', 'Select at least one sector'],
    ['experienceBand', 'Select how long you have worked in them'],
    ['alumnus', 'Select yes if you studied at Northbridge University'],
    ['programmes', 'Select at least one scheme'],
    ['capacity', 'Select how many mentees you can take'],
    ['months', 'Select at least one month'],
    ['focus', 'Select what you can help with'],
    ['mode', 'Select how you can meet'],
    ['windows', 'Select when you can usually meet'],
    ['bio', 'Enter your introduction'],
    ['conflict', 'Select yes if you are recruiting, teaching or assessing students at present'],
    ['keepUntil', 'Select how long we may keep your details'],
    ['agreed', 'Confirm that you agree to the code of conduct'],
  ])('%s: %s', (field, sentence) => {
    expect(sentenceFor(mentor, field, without(mentorApplication(), field))).toBe(sentence);
    expect(say(field, '')).toBe(sentence);
  });

  test.each(['alumnusCourse', 'alumnusYear', 'openTopics', 'linkedin', 'timeZone'])('except %s', (field) => {
    expect(sentenceFor(mentor, field, without(mentorApplication(), field))).toBeUndefined();
  });
});

test.each([
  ['jobTitle', 1, 150, 'Your job title must be 150 characters or fewer'],
  ['organisation', 1, 150, 'Your organisation must be 150 characters or fewer'],
  ['bio', 80, 1000, 'Your introduction must be 1,000 characters or fewer'],
  ['openTopics', 1, 300, 'Your experiences to talk about must be 300 characters or fewer'],
  ['alumnusCourse', 1, 150, 'Your course must be 150 characters or fewer'],
])('%s has %i to %i characters', (field, min, max, tooLong) => {
  expect(say(field, 'a'.repeat(min))).toBeUndefined();
  expect(say(field, 'a'.repeat(max))).toBeUndefined();
  expect(say(field, 'a'.repeat(max + 1))).toBe(tooLong);
  expect(say('bio', 'a'.repeat(79))).toBe('Your introduction must be 80 characters or more');
});

test('any email address is accepted', () => {
  expect(answersOf(mentor, mentorApplication({ email: 'a@MÜNCHEN.de' }))['email']).toBe('a@xn--mnchen-3ya.de');
  expect(say('email', 'olu@example')).toBe(
    'Your email address needs a dot and an ending after the @, like name@example.com',
  );
});

test('a mentor has up to three sectors, and cannot be unsure', () => {
  expect(say('sectors', ['law', 'music', 'science'])).toBeUndefined();
  expect(say('sectors', ['law', 'music', 'science', 'fashion'])).toBe('Select up to 3 sectors');
  expect(say('sectors', ['not-sure'])).toBe('Select at least one sector');
});

test('a mentor can help with everything', () => {
  expect(
    say(
      'focus',
      focusAreas.map(({ value }) => value),
    ),
  ).toBeUndefined();
});

test('a mentor takes one to three mentees', () => {
  for (const count of ['1', '2', '3']) expect(say('capacity', count)).toBeUndefined();
  for (const count of ['0', '4', '1.5', 'two']) {
    expect(say('capacity', count)).toBe('The number of mentees must be from 1 to 3');
  }
});

test('months are asked only of mentors who answer questions', () => {
  const scheme = mentorApplication({ programmes: ['peer-mentoring'], months: ['nonsense'] });
  expect(answersOf(mentor, scheme)).not.toHaveProperty('months');
  expect(say('months', 'nonsense')).toBe('Select at least one month');
});

describe('studies at the university', () => {
  test('are dropped when the answer is no', () => {
    const answers = answersOf(mentor, mentorApplication({ alumnus: 'no', alumnusYear: 'nonsense' }));
    expect(answers).toMatchObject({ alumnus: 'no' });
    expect(answers).not.toHaveProperty('alumnusYear');
    expect(answers).not.toHaveProperty('alumnusCourse');
  });

  test('ended in a year from 1940 to this one in the site’s zone', () => {
    for (const year of ['1940', '2026']) expect(say('alumnusYear', year)).toBeUndefined();
    for (const year of ['1939', '2027']) expect(say('alumnusYear', year)).toBe('Your year must be from 1940 to 2026');
    const newYear = new Date('2027-01-01T05:00:00Z');
    expect(sentenceFor(mentor, 'alumnusYear', mentorApplication({ alumnusYear: '2027' }), newYear)).toBeUndefined();
  });

  test.each([
    ['true', 'yes'],
    ['on', 'yes'],
    ['false', 'no'],
    ['No', 'no'],
  ])('"%s" means %s', (typed, canonical) => {
    expect(answersOf(mentor, mentorApplication({ alumnus: typed, conflict: typed }))).toMatchObject({
      alumnus: canonical,
      conflict: canonical,
    });
  });
});

test('LinkedIn is a profile on linkedin.com', () => {
  expect(say('linkedin', 'https://uk.linkedin.com/in/a')).toBeUndefined();
  for (const address of ['ada', 'in/', '@ada']) {
    expect(say('linkedin', address)).toBe('Enter your LinkedIn profile, like linkedin.com/in/your-name');
  }
});

describe('the last day of retention', () => {
  test.each(['2026-11-24', '2028-11-24', '24 November 2028', '24/11/2028'])('can be %s', (day) => {
    expect(say('keepUntil', day)).toBeUndefined();
  });

  test.each([
    ['2026-11-23', 'Your end date must be today or later'],
    ['2028-11-25', 'Your end date must be 24\u00a0November 2028 or earlier'],
    ['2027-02-30', 'February 2027 has 28 days, so there is no day 30 in it'],
    ['a year', 'Select how long we may keep your details'],
    ['18', 'Select how long we may keep your details'],
  ])('cannot be %s', (day, sentence) => {
    expect(say('keepUntil', day)).toBe(sentence);
  });

  test.each([
    ['6', '2027-05-24'],
    ['12', '2027-11-24'],
    ['24', '2028-11-24'],
  ])('is that of a term of %s months', (months, day) => {
    expect(answersOf(mentor, mentorApplication({ keepUntil: months }))['keepUntil']).toBe(day);
  });

  test('can be a day, as older pages ask for one, and is stored as a day', () => {
    expect(answersOf(mentor, mentorApplication({ keepUntil: '31 July 2027' }))['keepUntil']).toBe('2027-07-31');
  });
});
