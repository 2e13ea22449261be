/** Functions that return a valid application of each form at `now`. */
import type { FormId } from '#forms/form.ts';
import { knowledge } from '#forms/knowledge.ts';

export type Sent = Record<string, string | string[]>;

/** An instant in the example round. */
export const now = new Date('2026-11-24T12:00:00Z');
export const context = { now, ...knowledge };

const goals = 'I want to find out what a junior editor does all week, and by June to have sent three applications.';

export const student = (changes: Sent = {}): Sent => ({
  status: 'student',
  fullName: 'Zoë Ōkubo-Ní Bhriain',
  email: 's1234567@my.northbridge.example',
  studentNumber: 's1234567',
  course: 'English Literature BA',
  level: 'undergraduate',
  yearOfStudy: '2',
  sectors: ['publishing', 'media-journalism', 'not-sure'],
  focus: ['choosing-a-direction', 'confidence'],
  goals,
  experience: 'Sub-editor of the student paper.',
  mode: 'either',
  windows: ['weekday-evening', 'weekend'],
  timeZone: 'Europe/London',
  understood: 'yes',
  ...changes,
});

export const graduate = (changes: Sent = {}): Sent => ({
  ...without(student(), 'studentNumber', 'yearOfStudy'),
  status: 'graduate',
  graduated: '2025-06',
  email: 'zoe@example.com',
  ...changes,
});

export const mentorApplication = (changes: Sent = {}): Sent => ({
  fullName: 'Olu Adébáyọ̀',
  email: 'olu@example.org',
  jobTitle: 'Commissioning editor',
  organisation: 'self-employed',
  sectors: ['publishing'],
  experienceBand: '6-10',
  alumnus: 'yes',
  alumnusCourse: 'History BA',
  alumnusYear: '2012',
  programmes: ['peer-mentoring', 'one-question'],
  capacity: '2',
  months: ['jan', 'feb'],
  focus: ['applications', 'interviews'],
  mode: 'online',
  windows: ['weekday-evening'],
  timeZone: 'Africa/Lagos',
  bio: 'I commission non-fiction, came to it by way of bookselling, and like to help with first applications.',
  conflict: 'no',
  linkedin: 'https://www.linkedin.com/in/example',
  keepUntil: '2028-07-31',
  agreed: 'yes',
  ...changes,
});

export const question = (changes: Sent = {}): Sent => ({
  status: 'student',
  fullName: 'Zoë Ōkubo',
  email: 's1234567@northbridge.example',
  studentNumber: 's1234567',
  topic: 'interview-preparation',
  question: 'How do I prepare for an interview with two people of a publishing house?',
  role: 'Editorial assistant',
  vacancyUrl: 'https://example.com/jobs/1',
  deadline: '2026-12-04',
  mode: 'online',
  windows: ['weekday-daytime'],
  understood: 'yes',
  ...changes,
});

export const message = (changes: Sent = {}): Sent => ({
  topic: 'change',
  message: 'I have moved to another course, and would like to change it in my application.',
  fullName: 'Zoë Ōkubo',
  email: 'zoe@example.com',
  reference: 'K7PR29XM',
  ...changes,
});

export const examples: Record<FormId, () => Sent> = {
  mentee: student,
  mentor: mentorApplication,
  ask: question,
  contact: message,
};

/** Returns the application without these fields. */
export const without = (sent: Sent, ...names: string[]): Sent =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => !names.includes(name)));
