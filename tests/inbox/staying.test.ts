import { describe, expect, it } from 'vitest';
import { askToStay } from '#inbox/services/staying.ts';
import type { Status } from '#inbox/statuses.ts';
import { openContent } from '#inbox/submissions/sealed-content.ts';
import { kim, templates } from './support/inbox.ts';
import { mails } from './support/mails.ts';
import { nameOfPath, openWork } from './support/work.ts';

/** A mentor's time is over on the last day of February 2027. */
const keepUntil = '2027-02-28';

async function openMentor(changes: Record<string, string> = {}) {
  const work = await openWork();
  const name = nameOfPath(await work.sent('mentor', { fullName: 'Grace Mentor', keepUntil, ...changes }));
  await mails(work);
  const ask = (at: string, texts: ReadonlyMap<string, unknown> = templates) =>
    askToStay({ store: work.store, vault: work.vault, templates: texts }, new Date(at));
  const asked = async (at: string) => {
    await ask(at);
    return (await mails(work, at)).map(({ subject }) => subject.replace(/\s*\(.*/, ''));
  };
  const page = async (at: string) => {
    work.setClock(at);
    const path = await work.link({ purpose: 'application', submission: name });
    return {
      open: async () => (await work.open(path)).page,
      stay: (until: string) => work.press(`${path}stay/`, { until }),
    };
  };
  const until = async () => {
    const stored = (await work.store.find(name))!;
    return openContent(work.vault, stored, stored.answers).answers['keepUntil'];
  };
  return { ...work, name, ask, asked, page, until };
}

const question = 'Would you like to stay a mentor?';

describe('a mentor whose time is nearly over', () => {
  it('is asked once to stay, from thirty days before, and not in the night', async () => {
    const mentor = await openMentor();
    expect(await mentor.asked('2027-01-28T12:00:00.000Z')).toEqual([]);
    expect(await mentor.asked('2027-01-29T03:00:00.000Z')).toEqual([]);
    expect(await mentor.asked('2027-01-29T18:00:00.000Z')).toEqual([question]);
    for (const day of ['01-30', '02-10', '02-28']) expect(await mentor.asked(`2027-${day}T18:00:00.000Z`)).toEqual([]);
  });

  it('stays by a choice on their own page, however often it is sent, and is asked again when that time ends', async () => {
    const mentor = await openMentor();
    const before = await mentor.page('2027-01-10T12:00:00.000Z');
    expect(await before.open()).not.toContain(question);
    expect((await before.stay('2027-07-29')).headers.get('location')).toMatch(/done=late$/);
    await mentor.asked('2027-01-29T18:00:00.000Z');
    const { open, stay } = await mentor.page('2027-01-29T18:00:00.000Z');
    const shown = await open();
    expect(shown).toContain(question);
    const days = [...shown.matchAll(/name="until"\s+value="([^"]+)"/g)].map(([, day]) => day!);
    expect(days).toEqual(['2027-07-29', '2028-01-29', '2029-01-29']);
    expect(await mentor.until()).toBe(keepUntil);
    const presses = [...(await Promise.all([stay(days[0]!), stay(days[0]!)])), await stay(days[0]!)];
    for (const { headers } of presses) expect(headers.get('location')).toMatch(/done=stayed$/);
    expect(await mentor.until()).toBe('2027-07-29');
    expect((await mentor.store.find(mentor.name))?.status).toBe('new');
    expect(await open()).not.toContain(question);
    expect(await mentor.asked('2027-02-20T18:00:00.000Z')).toEqual([]);
    expect(await mentor.asked('2027-07-01T18:00:00.000Z')).toEqual([question]);
  });

  it.each(['stays', 'withdraws'])('is not asked by a mail that waited until after a mentor %s', async (does) => {
    const mentor = await openMentor();
    const at = '2027-02-01T18:00:00.000Z';
    await mentor.ask(at);
    if (does === 'stays') await (await mentor.page(at)).stay('2028-02-01');
    else await mentor.store.change([mentor.name], { status: 'withdrawn' }, kim);
    expect(await mails(mentor, at)).toEqual([]);
    expect((await mentor.store.mailCounts()).waiting).toBe(0);
  });

  it('cannot stay longer than the form allows, nor by a text that is no day', async () => {
    const mentor = await openMentor();
    const { stay } = await mentor.page('2027-02-01T18:00:00.000Z');
    for (const until of ['2031-01-01', '2027-01-31', 'always'])
      expect((await stay(until)).headers.get('location')).toMatch(/\/change\/$/);
    expect((await stay('')).status).toBe(422);
    expect(await mentor.until()).toBe(keepUntil);
  });

  it.each([
    ['matched', true],
    ['paused', true],
    ['eligible', true],
    ['withdrawn', false],
    ['declined', false],
  ] as [Status, boolean][])('who is %s is asked: %s', async (status, isAsked) => {
    const mentor = await openMentor();
    await mentor.store.change([mentor.name], { status }, kim);
    expect(await mentor.asked('2027-02-01T18:00:00.000Z')).toEqual(isAsked ? [question] : []);
  });

  it('is not asked about an offer that ends if another one of theirs goes on, nor where the site has no such mail', async () => {
    const mentor = await openMentor();
    await mentor.ask('2027-02-01T18:00:00.000Z', new Map());
    expect(await mails(mentor, '2027-02-01T18:00:00.000Z')).toEqual([]);
    await mentor.sent('mentor', { fullName: 'Grace Mentor', keepUntil: '2027-12-31' });
    await mails(mentor);
    expect(await mentor.asked('2027-02-01T18:00:00.000Z')).toEqual([]);
  });
});
