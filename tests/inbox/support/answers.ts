import { randomUUID } from 'node:crypto';
import type { FormId } from '#forms/form.ts';

/** An applicant's answers as a script posts them. Addresses and numbers are from ranges reserved for examples. */
export type PostedAnswers = Record<string, string | string[]>;

const shared = { fullName: 'Ada Example', mode: 'online', windows: ['weekday-evening'] };

const student = {
  status: 'student',
  email: 's1234567@my.northbridge.example',
  studentNumber: 's1234567',
  understood: 'yes',
};

const byForm: Record<FormId, PostedAnswers> = {
  mentee: {
    ...shared,
    ...student,
    course: 'English Literature BA',
    level: 'undergraduate',
    yearOfStudy: '2',
    sectors: ['publishing', 'law'],
    focus: ['applications'],
    goals: 'I want to find out which parts of publishing suit me, and to apply for two internships before the summer.',
  },
  mentor: {
    ...shared,
    email: 'mentor@example.com',
    jobTitle: 'Editor',
    organisation: 'self-employed',
    sectors: ['publishing'],
    experienceBand: '6-10',
    alumnus: 'no',
    programmes: ['peer-mentoring'],
    capacity: '1',
    focus: ['applications', 'confidence'],
    bio: 'I edit novels, came to it by way of a bookshop, and like to help with applications and first interviews.',
    conflict: 'no',
    keepUntil: '2027-12-31',
    agreed: 'yes',
  },
  ask: {
    ...shared,
    ...student,
    topic: 'career-advice',
    question: 'How do editors usually start, and is a publishing course worth the money?',
  },
  contact: {
    topic: 'my-application',
    message: 'I would like to know whether my application has reached you.',
    fullName: 'Ada Example',
    email: 'ada@example.com',
  },
};

/** Returns valid answers of a new submission with `changes`; a change to undefined leaves the field out. */
export function answersOf(form: FormId, changes: Record<string, string | string[] | undefined> = {}): PostedAnswers {
  const all: Record<string, string | string[] | undefined> = {
    ...byForm[form],
    submission_id: randomUUID(),
    elapsed: '60000',
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined),
  );
}

export const formIds: readonly FormId[] = ['mentee', 'mentor', 'ask', 'contact'];

/** Returns the answers as a browser without a script posts them. */
export function urlEncoded(answers: PostedAnswers): string {
  const pairs = Object.entries(answers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

export function multipart(answers: PostedAnswers): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(answers)) for (const one of [value].flat()) data.append(name, one);
  return data;
}
