import { PassThrough } from 'node:stream';
import type { FormId } from '#forms/form.ts';
import { runCommand } from '#inbox/cli/run.ts';
import { answersOf } from '../inbox/support/answers.ts';
import { type Start, test as base } from './test.ts';
import { addKim, password, startWorkerInbox } from './worker-inbox.ts';

interface Inbox {
  origin: string;
  /** Session of an admin. Tests share it, because logging in is throttled. */
  cookie: string;
  /** Password of the colleague lee. */
  lee: string;
}

/** Starts an inbox with submissions of every form and an admin kim. */
const start: Start<Inbox> = async (atEnd) => {
  const { origin, config } = await startWorkerInbox({ CLOCK: '2027-01-15T12:00:00Z' }, atEnd);
  await addKim(config);
  const output = new PassThrough();
  const captured = { input: new PassThrough(), output, errors: new PassThrough() };
  await runCommand(['staff', 'add', 'lee'], config, captured);
  const lee = /Password \(shown only here\): (\S+)/.exec(String(output.read()))![1]!;
  for (let count = 0; count < 4; count += 1)
    for (const form of ['mentee', 'mentor', 'ask', 'contact'] as const) await send(origin, form, count);
  const cookie = await logIn(origin);
  await book(origin, cookie, 'Grace', { day: '2027-01-20', place: `https://call.example/${'meetup'.repeat(40)}` });
  await book(origin, cookie, 'Ada', { status: 'met', day: '2027-01-04', place: 'Room 3' });
  return { origin, cookie, lee };
};

export const test = base.extend<{ inbox: Inbox }>({
  inbox: async ({ oncePerWorker }, use) => use(await oncePerWorker(start)),
  baseURL: ({ inbox }, use) => use(inbox.origin),
});

async function send(origin: string, form: FormId, count: number): Promise<void> {
  const answers = answersOf(form, {
    fullName: ['Ada Example', 'Grace Example', 'Zoë Example-With-A-Very-Long-Double-Barrelled-Name', 'Kit Example'][
      count
    ]!,
    ...(count === 3 ? { _gotcha: 'x' } : {}),
  });
  const response = await fetch(`${origin}/f/${form}`, {
    method: 'POST',
    body: JSON.stringify(answers),
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Books a meeting for the question of an applicant. */
async function book(origin: string, cookie: string, name: string, fields: Record<string, string>): Promise<void> {
  const list = await fetch(`${origin}/inbox/?form=ask&q=${name}`, { headers: { Cookie: `session=${cookie}` } });
  const path = /<th scope="row">\s*<a href="([^"]+)"/.exec(await list.text())![1]!;
  await fetch(origin + path, {
    method: 'POST',
    body: new URLSearchParams({ was: 'new', status: 'booked', assigned: 'kim', time: '14:00', ...fields }),
    headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin', Cookie: `session=${cookie}` },
    redirect: 'manual',
  });
}

async function logIn(origin: string): Promise<string> {
  const response = await fetch(`${origin}/inbox/login/`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'kim', password }),
    headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    redirect: 'manual',
  });
  return response.headers.get('set-cookie')!.split(';')[0]!.split('=')[1]!;
}

test.beforeEach(async ({ context, inbox: { origin, cookie } }) => {
  await context.addCookies([{ name: 'session', value: cookie, url: origin }]);
});
