import { describe, expect, it } from 'vitest';
import { answersOf } from '../support/answers.ts';
import { openTestInbox, type TestInbox } from '../support/inbox.ts';
import { run } from '../support/run-command.ts';

interface Proposal {
  totals: Record<string, number>;
  pairs: { mentee: string; mentor: string; points: number; sector_choice: number | null; carried_over: boolean }[];
  left_over: { mentee: string; reason: { kind: string }; changes: { kind: string }[] }[];
  not_taking_part: { form: string; id: string; why: string }[];
}

const by = { at: '2027-01-15T12:00:00.000Z', actor: 'staff:kim' };

let applicants = 0;

async function sent(inbox: TestInbox, form: 'mentee' | 'mentor', changes: Record<string, string | string[]> = {}) {
  const answers = answersOf(form, {
    email: `w${1_000_000 + applicants++}@my.northbridge.example`,
    ...changes,
  });
  expect((await inbox.postJson(form, answers)).status).toBe(200);
  return String(answers['submission_id']);
}

async function mentorOf(inbox: TestInbox, changes: Record<string, string | string[]> = {}) {
  const id = await sent(inbox, 'mentor', changes);
  await inbox.store.change([{ form: 'mentor', submissionId: id }], { status: 'eligible' }, by);
  return id;
}

const proposal = async (inbox: TestInbox) =>
  JSON.parse((await run(inbox, ['match', '2026-27', '--json'])).out) as Proposal;

describe('match', () => {
  it('proposes the best matches, gives a reason for each mentee left over, and saves nothing', async () => {
    const inbox = await openTestInbox();
    const [law, publishing] = [
      await mentorOf(inbox, { sectors: 'law' }),
      await mentorOf(inbox, { sectors: 'publishing' }),
    ];
    const either = await sent(inbox, 'mentee', { sectors: ['publishing', 'law'] });
    const only = await sent(inbox, 'mentee', { sectors: ['publishing'] });
    const alone = await sent(inbox, 'mentee', { sectors: ['music'] });
    const { pairs, totals, left_over } = await proposal(inbox);
    // Matched one by one, the first mentee would get the only mentor for the second.
    expect(new Map(pairs.map(({ mentee, mentor }) => [mentee, mentor]))).toEqual(
      new Map([
        [either, law],
        [only, publishing],
      ]),
    );
    expect(totals).toMatchObject({ matched: 2, can_meet: 2 });
    expect(pairs.find(({ mentee }) => mentee === either)?.sector_choice).toBe(2);
    expect(left_over).toEqual([
      { mentee: alone, reason: { kind: 'no mentor' }, changes: [{ kind: 'one more mentor', sectors: ['music'] }] },
    ]);
    expect(await inbox.store.matches()).toEqual([]);
  });

  it('leaves out second applications and offers of one person, mentors who are not vetted, and mentors who leave before the start', async () => {
    const inbox = await openTestInbox();
    const twice = 's7654321@my.northbridge.example';
    await sent(inbox, 'mentee', { email: twice });
    const second = await sent(inbox, 'mentee', { email: twice });
    const unvetted = await sent(inbox, 'mentor');
    const leaving = await mentorOf(inbox, { keepUntil: '2027-03-01' });
    const first = await mentorOf(inbox, { email: 'twice@example.org' });
    const again = await mentorOf(inbox, { email: 'twice@example.org' });
    const { not_taking_part, pairs } = await proposal(inbox);
    expect(pairs.map(({ mentor }) => mentor)).toEqual([first]);
    expect(new Map(not_taking_part.map(({ id, why }) => [id, why]))).toEqual(
      new Map([
        [second, 'duplicate'],
        [unvetted, 'not vetted'],
        [leaving, 'leaves before the start'],
        [again, 'duplicate'],
      ]),
    );
  });

  it.each([
    ['leaves before the start', { keepUntil: '2027-03-01' }, 'eligible'],
    ['paused', {}, 'paused'],
    ['not vetted', {}, 'new'],
  ] as const)('lets a second offer count where the first one is of no use: %s', async (why, changes, status) => {
    const inbox = await openTestInbox();
    await sent(inbox, 'mentee');
    const first = await sent(inbox, 'mentor', { email: 'twice@example.org', ...changes });
    if (status !== 'new') await inbox.store.change([{ form: 'mentor', submissionId: first }], { status }, by);
    const second = await mentorOf(inbox, { email: 'twice@example.org' });
    const { not_taking_part, pairs } = await proposal(inbox);
    expect(pairs.map(({ mentor }) => mentor)).toEqual([second]);
    expect(not_taking_part).toEqual([{ form: 'mentor', id: first, why }]);
  });

  it('counts only the free places of a mentor', async () => {
    const inbox = await openTestInbox();
    const mentor = await mentorOf(inbox, { capacity: '2' });
    const first = await sent(inbox, 'mentee');
    await inbox.store.match(
      { mentee: { form: 'mentee', submissionId: first }, mentor: { form: 'mentor', submissionId: mentor } },
      2,
      false,
      by,
    );
    const waiting = [await sent(inbox, 'mentee'), await sent(inbox, 'mentee')];
    const { pairs, left_over } = await proposal(inbox);
    expect(pairs.map(({ mentee }) => mentee)).toEqual([waiting[0]]);
    expect(left_over.map(({ mentee, reason }) => [mentee, reason.kind])).toEqual([[waiting[1], 'too few places']]);
  });

  it.each([[['match']], [['match', '1999-00', '--json']], [['match', '2026-27', '--json', '--floor', 'x']]])(
    'refuses %j with a message that says what is wrong',
    async (words) => {
      await expect(run(await openTestInbox(), words)).rejects.toThrow(/Type: npm|There is no round|whole number/);
    },
  );
});
