/** Two rounds whose lives overlap, with one mentor in both. */
import '../../support/in-london.ts';
import { expect, it } from 'vitest';
import { toRound } from '#forms/dates/deadline.ts';
import { askCheckIns } from '#inbox/services/check-ins.ts';
import { moveOffersOn } from '#inbox/services/offers.ts';
import { round, templates } from '../support/inbox.ts';
import { openWork } from '../support/work.ts';

const summer = toRound('2027-summer', {
  ...{ title: 'Summer 2027', opens: '2027-04-01T09:00', closes: '2027-05-10T23:59', decisionBy: '2027-05-20' },
  ...{ cycleStarts: '2027-06-01', cycleEnds: '2027-09-30', example: true },
});
const rounds = [summer, round];

/** Opens an inbox with Grace, who takes two mentees: she mentors Ada of the first round, and is asked about Kit of the second. */
async function openBoth() {
  const work = await openWork('kim', { rounds });
  const { store, vault } = work;
  const publish = async (id: string, fields: Record<string, string>) => {
    const bench = `/inbox/match/${id}/`;
    await work.save(bench, { after: '', act: 'propose' });
    const run = /name="run" value="(\d+)"/.exec(await work.read(`${bench}publish/`))![1]!;
    expect((await work.save(`${bench}publish/`, { run, ...fields })).status).toBe(200);
  };
  const grace = await work.from('mentor', { fullName: 'Grace Mentor', sectors: 'law', capacity: '2' });
  const ada = await work.from('mentee', { fullName: 'Ada Example', sectors: 'law' });
  await publish(round.id, { how: 'match', tell: 'yes' });
  await work.later('2027-05-12T12:00:00.000Z');
  work.setClock('2027-05-10T12:00:00.000Z');
  const kit = await work.from('mentee', { fullName: 'Kit Example', sectors: 'law' });
  await work.later('2027-05-12T12:00:00.000Z');
  expect(await work.read('/inbox/match/2027-summer/')).toMatch(/One eligible mentor with\s+one free place/);
  await publish(summer.id, { how: 'ask', days: '5' });
  const [offer] = await store.offers({ round: summer.id });
  expect(offer).toMatchObject({ about: kit, mentor: grace, answer: 'waiting' });
  return {
    ...{ ...work, grace, ada, kit },
    own: await work.link({ purpose: 'application', submission: grace }),
    asked: await work.link({ purpose: 'offer', submission: grace, about: String(offer!.seq) }),
    /** Ends the pairs of the first round. */
    end: async () => {
      const fields = (await store.matches()).map(({ seq }) => [`match-${seq}`, 'completed'] as const);
      await work.save('/inbox/match/2026-27/end/', { ...Object.fromEntries(fields), sure: 'yes' });
    },
    /** Does what the hourly chores do. */
    async chores(at: string) {
      await work.later(at);
      await moveOffersOn({ store, vault, rounds }, new Date(at));
      await askCheckIns({ store, rounds, templates }, new Date(at));
      return store.checkIns(grace);
    },
  };
}

it('keeps what a mentor is asked in one round when the other ends, and asks on in that one alone', async () => {
  const both = await openBoth();
  expect((await both.open(both.own)).page).toMatch(/You mentor Ada Example[\s\S]*You have no other free place\./);
  await both.end();
  expect((await both.store.find(both.grace))?.status).toBe('eligible');
  expect(await both.read('/inbox/match/2027-summer/')).toMatch(/One eligible mentor with\s+one free place/);
  expect((await both.press(both.asked, { answer: 'yes' })).status).toBe(303);
  expect((await both.open(both.own)).page).toMatch(/You mentor Kit Example[\s\S]*You have one free place\./);
  expect(await both.store.matches()).toMatchObject([{ mentee: both.kit, round: summer.id }]);
  expect((await both.chores('2027-06-20T12:00:00.000Z')).map(({ partner }) => partner)).toEqual([both.kit]);
  expect(await both.read('/inbox/report/?round=2026-27')).toMatch(/Completed[^]*?<td>1<\/td>/);
  expect(await both.read('/inbox/match/2026-27/end/')).toContain('No pair of this round is left to end.');
});

it('ends with a break what a mentor is asked in one round, and nothing of the pair in the other', async () => {
  const both = await openBoth();
  await both.press(`${both.own}pause/`, { sure: 'yes' });
  expect((await both.open(both.own)).page).toMatch(/for one student[\s\S]*You still mentor Ada Example/);
  const checkIns = await both.chores('2027-05-16T12:00:00.000Z');
  expect(checkIns.map(({ kind, partner }) => [kind, partner])).toEqual([['middle', both.ada]]);
  expect((await both.store.offers({ round: summer.id })).map(({ answer }) => answer)).toEqual(['unavailable']);
  await both.end();
  expect((await both.store.find(both.grace))?.status).toBe('paused');
  expect(await both.read('/inbox/match/2027-summer/')).toMatch(/No eligible mentor[\s\S]*1 taking a break/);
});
