import '../../support/in-london.ts';
import { describe, expect, test } from 'vitest';
import { ask } from '#forms/ask.ts';
import { mentee } from '#forms/mentee.ts';
import { graduate, question, student, without, type Sent } from './examples.ts';
import { answersOf, sentenceFor } from './sentences.ts';

const say = (field: string, value: string | string[], sent: Sent = student()) =>
  sentenceFor(mentee, field, { ...sent, [field]: value });
const long = (count: number) => 'a'.repeat(count);
const northbridge = 'Enter your Northbridge email address, like s1234567@my.northbridge.example';

test('a student’s and a graduate’s applications are accepted', () => {
  expect(answersOf(mentee, student())).toMatchObject({
    status: 'student',
    sectors: ['publishing', 'media-journalism', 'not-sure'],
  });
  expect(answersOf(mentee, graduate())).toMatchObject({ status: 'graduate', graduated: '2025-06' });
});

describe('a blank answer is a problem', () => {
  test.each([
    ['status', 'Select whether you are a student or a graduate'],
    ['fullName', 'Enter your full name'],
    ['email', northbridge],
    ['course', 'Enter your course'],
    ['level', 'Select the level of your course'],
    ['yearOfStudy', 'Select your year of study'],
    ['sectors', 'Select at least one sector, or “Not sure yet”'],
    ['focus', 'Select what you would like help with'],
    ['goals', 'Enter your goals'],
    ['mode', 'Select how you can meet'],
    ['windows', 'Select when you can usually meet'],
    ['understood', 'Confirm that you understand how your application is used'],
  ])('%s: %s', (field, sentence) => {
    expect(sentenceFor(mentee, field, without(student(), field))).toBe(sentence);
    expect(say(field, '')).toBe(sentence);
    expect(say(field, ' \u200B ')).toBe(sentence);
    expect(say(field, [])).toBe(sentence);
  });

  test.each([
    ['graduated', 'Enter the month and year you graduated, like June 2025'],
    ['email', 'Enter your email address'],
  ])('for graduates %s: %s', (field, sentence) => {
    expect(sentenceFor(mentee, field, without(graduate(), field))).toBe(sentence);
  });

  test.each(['experience', 'timeZone', 'matchNote', 'adjustments', 'contactBy', 'heardFrom'])('except %s', (field) => {
    expect(sentenceFor(mentee, field, without(student(), field))).toBeUndefined();
    expect(say(field, '')).toBeUndefined();
  });
});

describe('lengths', () => {
  test.each([
    ['fullName', 1, 200, 'Your full name must be 200 characters or fewer', ''],
    ['course', 1, 150, 'Your course must be 150 characters or fewer', ''],
    ['goals', 80, 1500, 'Your goals must be 1,500 characters or fewer', 'Your goals must be 80 characters or more'],
    ['experience', 1, 600, 'Your experience must be 600 characters or fewer', ''],
    ['matchNote', 1, 300, 'Your note on matching must be 300 characters or fewer', ''],
    ['adjustments', 1, 500, 'Your adjustments must be 500 characters or fewer', ''],
  ])('%s has %i to %i characters', (field, min, max, tooLong, tooShort) => {
    expect(say(field, long(min))).toBeUndefined();
    expect(say(field, long(max))).toBeUndefined();
    expect(say(field, '🦉'.repeat(max))).toBeUndefined();
    expect(say(field, long(max + 1))).toBe(tooLong);
    if (tooShort !== '') expect(say(field, long(min - 1))).toBe(tooShort);
  });
});

describe('a name', () => {
  test.each(['李', '山田 花子', 'نور الهدى', 'Nguyễn Thị Minh Khai', 'O’Neill-Smith Jr.', 'Ólafur Arnalds'])(
    'may be %s',
    (name) => {
      expect(answersOf(mentee, student({ fullName: name }))['fullName']).toBe(name.normalize('NFC'));
    },
  );

  test('is refused when it cannot be read', () => {
    expect(say('fullName', 'Zo\0e')).toBe('Type your full name again: part of it cannot be read');
    expect(say('fullName', 'Zo\uD83E')).toBe('Type your full name again: part of it cannot be read');
  });
});

describe('an email address', () => {
  test.each(['s1234567@northbridge.example', 's1234567@my.northbridge.example', 'S1234567@MY.Northbridge.example'])(
    'of a student may be %s',
    (email) => {
      expect(say('email', email)).toBeUndefined();
    },
  );

  test.each([
    'zoe@example.com',
    'a@notnorthbridge.example',
    'a@northbridge.example.example.com',
    'a@x.my.northbridge.example',
  ])('of a student cannot be %s', (email) => {
    expect(say('email', email)).toBe(northbridge);
  });

  test('of a graduate can be any address, and is stored in ASCII', () => {
    expect(answersOf(mentee, graduate({ email: ' Zoë\u200B@münchen.de '.replace('ë', 'e') }))['email']).toBe(
      'Zoe@xn--mnchen-3ya.de',
    );
    expect(say('email', 's1234567@my.northbridge.example', graduate())).toBeUndefined();
    expect(say('email', 'zoe@example', graduate())).toBe(
      'Your email address needs a dot and an ending after the @, like name@example.com',
    );
  });

  test('has at most 254 characters', () => {
    expect(say('email', `${long(243)}@example.com`, graduate())).toBe(
      'Your email address must be 254 characters or fewer',
    );
  });
});

describe('a student number', () => {
  test.each(['s1234567', 'S1234567', '1234567', '12345678', '123456789', 's 123 4567'])(
    '%s is stored as s1234567',
    (typed) => {
      expect(answersOf(mentee, student({ studentNumber: typed }))['studentNumber']).toBe('s1234567');
    },
  );

  test('in another format is refused', () => {
    expect(say('studentNumber', 'unknown')).toBe('Enter your student number in the correct format, like s1234567');
  });
});

test('a year of study is a number from 1 to 7 in any notation', () => {
  for (const year of ['2', '2nd', 'Year 2', 'year two', 'two', 'Second', '2nd year', '２', '٢']) {
    expect(answersOf(mentee, student({ yearOfStudy: year }))['yearOfStudy']).toBe('2');
  }
  for (const year of ['0', '8', '1.5', 'ten', '-1', 'constructor']) {
    expect(say('yearOfStudy', year)).toBe('Your year of study must be a number from 1 to 7');
  }
});

describe('a student number at the start of the e-mail address', () => {
  const email = 's7654321@my.northbridge.example';
  test('is stored without being asked for', () => {
    for (const form of [mentee, ask]) {
      const sent = { ...(form === ask ? question() : student()), email };
      expect(answersOf(form, without(sent, 'studentNumber'))['studentNumber']).toBe('s7654321');
      expect(answersOf(form, { ...sent, studentNumber: ' ' })['studentNumber']).toBe('s7654321');
    }
  });
  test('is replaced by one that is typed', () => {
    expect(answersOf(mentee, student({ email }))['studentNumber']).toBe('s1234567');
  });
  test('is asked for when the address has none', () => {
    const sent = student({ email: 'ada.example@northbridge.example' });
    expect(sentenceFor(mentee, 'studentNumber', without(sent, 'studentNumber'))).toBe('Enter your student number');
  });
});

test('the problem names a sector chosen twice', () => {
  expect(say('sectors', ['fashion', 'law', 'fashion'])).toBe(
    'You have chosen Fashion more than once: change or clear one',
  );
});

describe('choices', () => {
  test('stay in ranked order', () => {
    expect(answersOf(mentee, student({ sectors: ['music', '', 'law'] }))['sectors']).toEqual(['music', 'law']);
    expect(answersOf(mentee, student({ sectors: '["music","law"]' }))['sectors']).toEqual(['music', 'law']);
  });

  test.each([
    ['sectors', ['law', 'music', 'science', 'fashion'], 'Select up to 3 sectors'],
    ['focus', ['applications', 'interviews', 'skills', 'confidence'], 'Select up to 3 things to get help with'],
  ])('of %s are at most three', (field, values, sentence) => {
    expect(say(field, values)).toBe(sentence);
    expect(say(field, values.slice(1))).toBeUndefined();
  });

  test.each([
    ['status', 'lecturer', 'Select whether you are a student or a graduate'],
    ['level', 'school', 'Select the level of your course'],
    ['sectors', ['law', 'mining'], 'Select at least one sector, or “Not sure yet”'],
    ['focus', 'everything', 'Select what you would like help with'],
    ['mode', 'Online', 'Select how you can meet'],
    ['mode', ['online', 'in-person'], 'Select how you can meet'],
    ['windows', 'never', 'Select when you can usually meet'],
    ['contactBy', 'post', 'Select how we should contact you'],
    ['heardFrom', 'radio', 'Select how you heard about the scheme'],
  ])('of %s must be options, not %s', (field, value, sentence) => {
    expect(say(field, value)).toBe(sentence);
  });
});

describe('a time zone', () => {
  test.each(['Europe/London', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'UTC'])('can be %s', (zone) => {
    expect(answersOf(mentee, student({ timeZone: zone }))['timeZone']).toBe(zone);
  });

  test.each(['Mars/Olympus', 'Atlantis', '../etc'])('cannot be %s', (zone) => {
    expect(say('timeZone', zone)).toBe(
      `Enter your time zone by a country or a big city: we know none called “${zone}”`,
    );
  });

  test('defaults to London', () => {
    expect(answersOf(mentee, without(student(), 'timeZone'))['timeZone']).toBe('Europe/London');
    expect(answersOf(mentee, student({ timeZone: '' }))['timeZone']).toBe('Europe/London');
  });
});

describe('a phone number', () => {
  test('is optional, and is taken with the way of contact that older pages ask for, or without', () => {
    for (const contact of [{}, { contactBy: 'email' }, { contactBy: 'phone' }]) {
      expect(sentenceFor(mentee, 'phone', student(contact))).toBeUndefined();
      const answers = answersOf(mentee, student({ ...contact, phone: '07700 900123' }));
      expect(answers).toMatchObject({ ...contact, phone: '+447700900123' });
    }
  });

  test('is stored in international format', () => {
    expect(answersOf(mentee, student({ phone: '07700 900123' }))['phone']).toBe('+447700900123');
    expect(say('phone', 'none', student())).toBe(
      'Enter a phone number, like 01632 960001, 07700 900982 or +44 20 7946 0001, or leave it blank',
    );
  });
});

describe('adjustments', () => {
  test('are shared only when that is ticked', () => {
    expect(answersOf(mentee, student({ adjustments: 'Captions' }))).not.toHaveProperty('shareAdjustments');
    expect(answersOf(mentee, student({ adjustments: 'Captions', shareAdjustments: 'on' }))['shareAdjustments']).toBe(
      'yes',
    );
    expect(answersOf(mentee, student({ adjustments: 'Captions', shareAdjustments: 'no' }))['shareAdjustments']).toBe(
      'no',
    );
  });

  test('drop the choice to share them when deleted', () => {
    expect(answersOf(mentee, student({ adjustments: ' ', shareAdjustments: 'yes' }))).not.toHaveProperty(
      'shareAdjustments',
    );
  });
});

describe('the confirmation', () => {
  test.each(['yes', 'true', 'on', 'YES'])('"%s" is yes', (value) => {
    expect(answersOf(mentee, student({ understood: value }))['understood']).toBe('yes');
  });

  test.each(['no', 'false', 'off', 'maybe', '1'])('"%s" is not', (value) => {
    expect(say('understood', value)).toBe('Confirm that you understand how your application is used');
  });
});
