/** How long submissions take in a running inbox, alone and while a coordinator proposes a round of 500 mentees again and again. */
import { once } from 'node:events';
import { forms } from '#forms/registry.ts';
import { toRound } from '#forms/dates/deadline.ts';
import { castOf } from '#inbox/rehearse/cast.ts';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { answersOf } from '../../tests/inbox/support/answers.ts';
import { hashed, password } from '../../tests/inbox/support/staff.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { connectAll, percentile, postBytes, type Connections } from '../support/connections.ts';
import { scoped } from '../support/scope.ts';
import { judge, median, round as rounded } from '../support/table.ts';

const sizes = { mentees: 500, mentors: 300, questions: 0 };
const places = 449;
const bench = '/inbox/match/2026-27/';
/** Submissions sent in each turn, and how many a second: fewer than the inbox can take, as on the last day of a round. */
const each = { submissions: 400, aSecond: 80 };

const round = toRound('2026-27', {
  ...{ title: '2026/27', opens: '2026-10-05T09:00', closes: '2027-02-11T23:59', decisionBy: '2027-03-05' },
  ...{ cycleStarts: '2027-03-15', cycleEnds: '2027-07-16', example: true },
});

export async function measureBeside(turns: number): Promise<void> {
  await scoped('match', async ({ folder, atEnd }) => {
    const config = { INBOX_DATABASE: `file:${folder}/data/inbox.sqlite`, INBOX_KEY_FILE: `${folder}/keys/inbox.key` };
    const { store } = await openInbox(readConfig(config));
    const at = '2027-01-15T12:00:00.000Z';
    await store.addStaff({ name: 'kim', role: 'officer', password: hashed, createdAt: at, disabledAt: null });
    await store.close();
    const people = castOf('bench', sizes, forms, round).map((person, index) => ({
      ...person,
      answers: {
        ...person.answers,
        ...(person.form.id === 'mentor'
          ? { programmes: 'peer-mentoring', capacity: index < sizes.mentees + places - sizes.mentors ? '2' : '1' }
          : {}),
      },
    }));
    const first = await startInbox(folder, { LOG_LEVEL: 'error' }, atEnd);
    const client = await connectAll(first.address, 8);
    for (const { form, submissionId, answers } of people) {
      const fields = { ...answers, submission_id: submissionId, elapsed: '90000' };
      const { status } = await client.ask(postBytes(first.address, `/f/${form.id}`, fields));
      if (status !== 200) throw new Error(`The form ${form.id} answered ${String(status)}.`);
    }
    client.close();
    const exit = once(first.process, 'exit');
    first.process.kill('SIGTERM');
    await exit;
    const again = await openInbox(readConfig(config));
    await again.store.change(
      people.flatMap(({ form, submissionId }) =>
        form.id === 'mentor' ? [{ form: 'mentor' as const, submissionId }] : [],
      ),
      { status: 'eligible' },
      { at, actor: 'staff:kim' },
    );
    await again.store.close();

    const { address } = await startInbox(folder, { LOG_LEVEL: 'error' }, atEnd);
    const coordinator = await logIn(address);
    await coordinator.propose();
    const line = await connectAll(address, 32);
    await send(address, line);
    const alone: number[] = [];
    const beside: number[] = [];
    const solves: number[] = [];
    // Alternates, so that other load on the machine affects both alike.
    for (let turn = 0; turn < turns; turn += 1) {
      alone.push(percentile(await send(address, line), 0.99));
      const sending = send(address, line);
      const ending = new AbortController();
      const proposing = (async () => {
        while (!ending.signal.aborted) solves.push(await coordinator.propose());
      })();
      beside.push(percentile(await sending, 0.99));
      ending.abort();
      await proposing;
    }
    line.close();
    console.log(`\n${each.aSecond} submissions a second, median of ${turns} turns, beside ${solves.length} proposals:`);
    console.table({
      'p99 of submissions alone, ms': rounded(median(alone)),
      'p99 beside proposals, ms': rounded(median(beside)),
      'a proposal of 500 mentees and 449 places, ms': rounded(median(solves)),
    });
    judge('a proposal again beside submissions, s', median(solves) / 1000, '≤', 2);
    judge('p99 of submissions beside proposals ÷ alone', median(beside) / median(alone), '≤', 2);
  });
}

async function logIn(address: URL) {
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(new URL(path, address), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: address.origin, ...headers },
      redirect: 'manual',
    });
  const response = await post('/inbox/login/', { name: 'kim', password });
  const headers = { Cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
  let page = await (await fetch(new URL(bench, address), { headers })).text();
  return {
    /** Proposes the round, sees the page with the proposal, and returns the milliseconds until then. */
    async propose(): Promise<number> {
      const started = performance.now();
      const after = /name="after" value="(\d*)"/.exec(page)?.[1] ?? '';
      const { status } = await post(bench, { act: 'propose', after }, headers);
      if (status !== 303) throw new Error(`The bench answered ${String(status)}.`);
      page = await (await fetch(new URL(bench, address), { headers })).text();
      return performance.now() - started;
    },
  };
}

/** Sends submissions at an even pace, whether or not those before are answered, and returns how long each took in milliseconds. */
async function send(address: URL, line: Connections): Promise<number[]> {
  const started = performance.now();
  const sent: Promise<number>[] = [];
  for (let index = 0; index < each.submissions; index += 1) {
    const due = started + (index * 1000) / each.aSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    sent.push(
      line.ask(postBytes(address, '/f/ask', answersOf('ask'))).then(({ status }) => {
        if (status !== 200) throw new Error(`The form answered ${String(status)}.`);
        return performance.now() - due;
      }),
    );
  }
  return Promise.all(sent);
}
