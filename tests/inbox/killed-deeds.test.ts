/** The deeds of a round, in a server that is killed in the middle of each: all of a deed is there or nothing, and nobody is told twice. */
import '../support/in-london.ts';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox, type Inbox } from '#inbox/open-inbox.ts';
import { issueLink, linkPath } from '#inbox/services/links.ts';
import type { SubmissionName } from '#inbox/stores/store.ts';
import { answersOf } from './support/answers.ts';
import { postgresForTest } from './support/database.ts';
import { kim, openDay, temporaryFolder } from './support/inbox.ts';
import { startInbox } from './support/server.ts';
import { hashed, password } from './support/staff.ts';

const pairs = 12;
const bench = '/inbox/match/2026-27/';
/** Milliseconds after which the server is killed: none of them is enough for a deed, the last ones nearly are. */
const killsAfter = [2, 12, 30];

/** What is stored of a round: each list has one entry for each mentee or mail. */
async function stateOf({ store }: Inbox) {
  const offers = await store.offers({ round: '2026-27' });
  const history = await store.matchHistory({ round: '2026-27' });
  const mails: string[] = [];
  const people = await store.list({ limit: 1000 });
  for (const { form, submissionId } of people)
    mails.push(...(await store.mailOf({ form, submissionId })).map(({ kind }) => kind));
  const count = (kind: string) => mails.filter((each) => each === kind).length;
  expect(await store.integrity()).toEqual([]);
  return {
    asked: offers.length,
    accepted: offers.filter(({ answer }) => answer === 'accepted').length,
    matched: history.length,
    ended: history.filter(({ ended }) => ended !== null).length,
    finished: people.filter(({ status }) => status === 'finished').length,
    answered: (await store.checkIns({ round: '2026-27' })).filter(({ answeredAt }) => answeredAt !== null).length,
    offerMails: count('offer'),
    matchedMails: count('matched'),
  };
}

type State = Awaited<ReturnType<typeof stateOf>>;

async function openRound() {
  const folder = temporaryFolder();
  const settings = {
    INBOX_DATABASE: (await postgresForTest()) ?? `file:${folder}/data/inbox.sqlite`,
    INBOX_KEY_FILE: `${folder}/keys/inbox.key`,
  };
  /** Does something with the store while no server runs. */
  const between = async <T>(work: (inbox: Inbox) => Promise<T>): Promise<T> => {
    const inbox = await openInbox(readConfig(settings));
    try {
      return await work(inbox);
    } finally {
      await inbox.store.close();
    }
  };
  await between(({ store }) =>
    store.addStaff({ name: 'kim', role: 'officer', password: hashed, createdAt: openDay, disabledAt: null }),
  );
  const start = async () => {
    const { process, address } = await startInbox(folder, settings);
    const post = (path: string, fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
      fetch(new URL(path, address), {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { Origin: address.origin, ...headers },
        redirect: 'manual',
      });
    const login = await post('/inbox/login/', { name: 'kim', password });
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    return {
      post: (path: string, fields: Record<string, string> | string) => post(path, fields, { Cookie: cookie }),
      read: async (path: string) => (await fetch(new URL(path, address), { headers: { Cookie: cookie } })).text(),
      address,
      async kill() {
        const exit = once(process, 'exit');
        process.kill('SIGKILL');
        await exit;
      },
    };
  };
  return { between, start };
}

type Server = Awaited<ReturnType<Awaited<ReturnType<typeof openRound>>['start']>>;

describe('a server that is killed', () => {
  it('in publishing, accepting, answering and ending a round has done all of it or nothing, and tells once', async () => {
    const { between, start } = await openRound();
    let server = await start();
    const people: Record<'mentee' | 'mentor', SubmissionName[]> = { mentee: [], mentor: [] };
    for (let index = 0; index < pairs; index += 1)
      for (const form of ['mentee', 'mentor'] as const) {
        const email = form === 'mentor' ? `m${index}@example.com` : `s${5_000_000 + index}@my.northbridge.example`;
        const answers = answersOf(form, { email, sectors: 'law' });
        await fetch(new URL(`/f/${form}`, server.address), {
          method: 'POST',
          headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
          body: JSON.stringify(answers),
        });
        people[form].push({ form, submissionId: String(answers['submission_id']) });
      }
    await server.kill();
    await between(({ store }) => store.change(people.mentor, { status: 'eligible' }, kim));

    /** Does a deed until it is done, killing the server in the middle of the first tries. */
    async function insist(deed: (server: Server) => Promise<unknown>, check: (state: State) => void): Promise<State> {
      for (const delay of killsAfter) {
        server = await start();
        const done = deed(server).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, delay));
        await server.kill();
        await done;
        check(await between(stateOf));
      }
      server = await start();
      await deed(server);
      await server.kill();
      const state = await between(stateOf);
      check(state);
      return state;
    }
    const tokens = (purpose: 'offer' | 'check-in') =>
      between(async ({ store, vault }) => {
        const services = { store, vault, clock: () => new Date(openDay) };
        const links = [];
        if (purpose === 'offer')
          for (const { seq, mentor } of await store.offers({ round: '2026-27' }))
            links.push((await issueLink(services, { purpose, submission: mentor, about: String(seq) }))!);
        else
          for (const { seq, person } of await store.checkIns({ round: '2026-27' }))
            links.push((await issueLink(services, { purpose, submission: person!, about: String(seq) }))!);
        return links.map(linkPath);
      });

    server = await start();
    await server.post(bench, { act: 'propose', after: '' });
    const run = /name="run" value="(\d+)"/.exec(await server.read(`${bench}publish/`))![1]!;
    await server.kill();
    const asked = await insist(
      (to) => to.post(`${bench}publish/`, { run, how: 'ask', days: '5', looked: 'yes' }),
      (state) => {
        expect([0, pairs]).toContain(state.asked);
        expect(state.offerMails).toBe(state.asked);
      },
    );
    expect(asked.asked).toBe(pairs);

    const offers = await tokens('offer');
    const accepted = await insist(
      (to) => Promise.all(offers.map((path) => to.post(path, { answer: 'yes' }))),
      (state) => {
        expect([state.matched, state.matchedMails]).toEqual([state.accepted, 2 * state.accepted]);
        expect([state.asked, state.offerMails]).toEqual([pairs, pairs]);
      },
    );
    expect(accepted).toMatchObject({ accepted: pairs, matched: pairs, matchedMails: 2 * pairs });

    await between(async ({ store }) => {
      const sides = ['mentee', 'mentor'] as const;
      const matches = await store.matches();
      const wanted = matches.flatMap(({ seq }) => sides.map((side) => ({ match: seq, kind: 'start' as const, side })));
      await store.askCheckIns(wanted, { at: openDay, actor: 'check-ins' });
    });
    const checkIns = await tokens('check-in');
    const answered = await insist(
      (to) => Promise.all(checkIns.map((path) => to.post(path, { met: 'yes' }))),
      (state) => expect(state.answered).toBeLessThanOrEqual(2 * pairs),
    );
    expect(answered.answered).toBe(2 * pairs);

    const matches = await between(({ store }) => store.matches());
    const ended = await insist(
      (to) =>
        to.post(`${bench}end/`, {
          ...Object.fromEntries(matches.map(({ seq }) => [`match-${seq}`, 'completed'])),
          sure: 'yes',
        }),
      (state) => {
        expect([0, pairs]).toContain(state.ended);
        expect(state.finished).toBe(state.ended);
      },
    );
    expect(ended).toMatchObject({ matched: pairs, ended: pairs, matchedMails: 2 * pairs, offerMails: pairs });
  }, 300_000);
});
