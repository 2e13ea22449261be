import '../support/in-london.ts';
import { describe, expect, it } from 'vitest';
import { answersOf } from './support/answers.ts';
import { toRound } from '#forms/dates/deadline.ts';
import { decideRound } from '#inbox/rounds.ts';
import { json, openTestInbox, round } from './support/inbox.ts';

describe('rounds', () => {
  it.each([
    ['2026-10-05T07:59:59.999Z', 403],
    ['2026-10-05T08:00:00.000Z', 200],
    ['2027-02-11T23:59:59.999Z', 200],
    ['2027-02-12T00:00:00.000Z', 403],
  ])('at %s a mentee application is answered with %i', async (instant, status) => {
    const inbox = await openTestInbox();
    inbox.setClock(instant);
    expect((await inbox.postJson('mentee')).status).toBe(status);
    expect((await inbox.postHtml('mentee')).status).toBe(status === 200 ? 303 : 403);
    expect((await inbox.postJson('ask')).status).toBe(200);
  });

  it('says when a closed round closed', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-02-12T00:00:00.000Z');
    const { errors, next } = await json(await inbox.postJson('mentee'));
    expect(next).toBeUndefined();
    expect(errors).toEqual([
      { code: 'INACTIVE', message: 'Applications for 2026/27 closed at 11.59pm on Thursday 11\u00a0February 2027.' },
    ]);
    expect(await (await inbox.postHtml('mentee')).text()).toContain(
      'closed at 11.59pm on Thursday 11\u00a0February 2027',
    );
  });

  it.each([
    ['2026-27', 'closed at 11.59pm on Thursday 11\u00a0February 2027'],
    [undefined, 'closed at 11.59pm on Thursday 11\u00a0February 2027'],
  ])('says when the round %s closed and when the next one opens', (named, words) => {
    const dates = { decisionBy: '2027-05-01', cycleStarts: '2027-06-01', cycleEnds: '2027-12-01', example: true };
    const next = toRound('next', { ...dates, title: 'Summer', opens: '2027-03-01T09:00', closes: '2027-04-01T17:00' });
    const sentence = (now: string) => {
      const decision = decideRound([next, round], new Date(now), { round: named });
      return decision.taken ? '' : decision.sentence;
    };
    expect(sentence('2027-02-12T00:00:00.000Z')).toBe(
      `Applications for 2026/27 ${words}. Applications for Summer open at 9am on Monday 1\u00a0March 2027.`,
    );
    if (named !== undefined)
      expect(sentence('2027-03-02T00:00:00.000Z')).toBe(
        `Applications for 2026/27 ${words}. Applications for Summer are open until 5pm on Thursday 1\u00a0April 2027.`,
      );
  });

  it('returns the answers to a browser without a script, and says what is open', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-02-12T00:00:00.000Z');
    const html = await (await inbox.postHtml('mentee', answersOf('mentee', { fullName: 'Ada <Late>' }))).text();
    expect(html).toContain('href="/one-question/"');
    expect(html).toContain('href="/dates.ics"');
    expect(html).toContain('Ada &lt;Late&gt;');
    expect(html).toContain('They were not kept.');
  });

  it('tells somebody who cannot apply, without a script, what else they can do', async () => {
    const inbox = await openTestInbox();
    for (const form of ['mentee', 'ask'] as const) {
      const neither = await inbox.postHtml(form, answersOf(form, { status: 'neither' }));
      const html = await neither.text();
      expect(neither.status).toBe(422);
      expect(html).toContain('You cannot apply for mentoring');
      expect(html).toContain('Ask the Mentoring Office');
      expect(await (await inbox.postHtml(form, answersOf(form, { fullName: '' }))).text()).not.toContain(
        'cannot apply',
      );
    }
    const over = answersOf('mentee', { status: 'graduate', graduated: '2001-06' });
    expect(await (await inbox.postHtml('mentee', over)).text()).toContain('Become a mentor');
  });

  it.each([
    ['the last instant', '2027-02-11T23:59:59.999Z', '2027-02-14T23:59:59.999Z', 200],
    ['more than 72 hours before', '2027-02-11T23:59:59.999Z', '2027-02-15T00:00:00.000Z', 403],
    ['after the deadline', '2027-02-12T00:00:00.000Z', '2027-02-12T00:01:00.000Z', 403],
    ['before it opened', '2026-10-05T07:59:59.999Z', '2027-02-12T00:01:00.000Z', 403],
    ['in the future', '2027-02-12T00:02:00.000Z', '2027-02-12T00:01:00.000Z', 403],
    ['in no time at all', 'yesterday', '2027-02-12T00:01:00.000Z', 403],
  ])('answers what was queued at %s by that time', async (_, queuedAt, arrives, status) => {
    const inbox = await openTestInbox();
    inbox.setClock(arrives);
    const response = await inbox.postJson('mentee', answersOf('mentee', { queued_at: queuedAt, round: '2026-27' }));
    expect(response.status).toBe(status);
    expect((await inbox.store.counts({})).late).toBe(status === 200 ? 1 : 0);
  });

  it('confirms again what it stored before the deadline', async () => {
    const inbox = await openTestInbox();
    const answers = answersOf('mentee');
    const first = await json(await inbox.postJson('mentee', answers));
    inbox.setClock('2027-02-12T09:00:00.000Z');
    const again = await inbox.postJson('mentee', answers);
    expect([again.status, await json(again)]).toEqual([200, first]);
  });

  it('says that a late submission was late, also when it is repeated', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-02-12T00:01:00.000Z');
    const answers = answersOf('mentee', { queued_at: '2027-02-11T23:59:59.000Z', round: '2026-27' });
    const first = await json(await inbox.postJson('mentee', answers));
    expect(first.next).toMatch(/^\/sent\/\?ref=\w{8}&late$/);
    expect(await json(await inbox.postJson('mentee', answers))).toEqual(first);
  });

  it('validates a late arrival by the moment it was sent', async () => {
    const inbox = await openTestInbox();
    inbox.setClock('2027-03-01T00:00:30.000Z');
    const graduate = { status: 'graduate', graduated: '2025-02', studentNumber: undefined, yearOfStudy: undefined };
    const queued = { queued_at: '2027-02-11T23:00:00.000Z' };
    inbox.setClock('2027-02-13T00:00:30.000Z');
    const response = await inbox.postJson(
      'mentee',
      answersOf('mentee', { ...graduate, ...queued, email: 'ada@example.com' }),
    );
    expect(response.status).toBe(200);
  });
});
