import { describe, expect, it } from 'vitest';
import type { Status } from '#inbox/statuses.ts';
import { claimAll } from '../support/claim-all.ts';
import { own } from '../support/staff.ts';
import { openWork } from '../support/work.ts';

const by = { at: '2027-01-15T12:00:00.000Z', actor: 'staff:lee' };
const bench = '/inbox/match/2026-27/';

async function openBench(name = 'kim') {
  const work = await openWork(name);
  const from = async (form: 'mentee' | 'mentor', fullName: string, sectors: string | string[], changes = {}) =>
    (await work.from(form, { fullName, sectors, ...changes })).submissionId;
  return {
    ...work,
    set: (form: 'mentee' | 'mentor', submissionId: string, status: Status) =>
      work.store.change([{ form, submissionId }], { status }, by),
    mentee: (name: string, sectors: string | string[], changes = {}) => from('mentee', name, sectors, changes),
    mentor: (name: string, sectors: string | string[], changes = {}) => from('mentor', name, sectors, changes),
    /** Does what a button of the bench does, with the open run that the page shows. */
    async act(fields: Record<string, string>) {
      const after = /name="after" value="(\d*)"/.exec(await work.read(bench))?.[1] ?? '';
      const response = await work.save(bench, { after, ...fields });
      return {
        status: response.status,
        page: response.status === 303 ? await work.read(bench) : await response.text(),
      };
    },
  };
}

/** Returns the pairs on a page as names. */
const pairsOn = (page: string) =>
  [...page.matchAll(/<(?:div class="two"|li id="[^"]+" class="pair[^"]*")>([\s\S]*?)<(?:\/div|ul)/g)].map(([, pair]) =>
    [...pair!.matchAll(/<a href="[^"]+">([^<]+)</g)].map(([, name]) => name).join(' + '),
  );

/** Returns the first pair of the open proposal, as the fields of a form name it. */
async function firstPair({ read }: Pick<Awaited<ReturnType<typeof openBench>>, 'read'>) {
  const [, mentee = '', mentor = ''] = /form="ticked"\s+name="pick"\s+value="([^" ]+) ([^"]+)"/.exec(
    await read(bench),
  )!;
  return { mentee, mentor };
}

describe('the bench', () => {
  it('proposes the best pairs of a round, with reasons, and says why somebody is left over', async () => {
    const inbox = await openBench();
    await inbox.mentor('Law Mentor', 'law');
    await inbox.mentor('Publishing Mentor', 'publishing');
    await inbox.mentee('Either Example', ['publishing', 'law']);
    await inbox.mentee('Only Example', 'publishing');
    await inbox.mentee('Music Example', 'music');
    expect(await inbox.read('/inbox/match/')).toContain('3 applications');
    expect(await inbox.read(bench)).toMatch(/3 mentees without a mentor\.\s+2 eligible mentors with\s+2 free places/);
    expect(await inbox.read(bench)).toContain('People can apply until 11.59pm on Thursday 11\u00a0February 2027.');
    const { status, page } = await inbox.act({ act: 'propose' });
    expect(status).toBe(303);
    expect(pairsOn(page)).toEqual(['Either Example + Law Mentor', 'Only Example + Publishing Mentor']);
    expect(page).toContain('Law (second choice)');
    expect(page).toContain('No mentor with a free place knows a sector that this mentee wants.');
    expect(page).toContain('<li>Music: 1</li>');
    expect(await inbox.store.matches()).toEqual([]);
  });

  it('says a reason once for all who are left over by it, and folds the names of many', async () => {
    const inbox = await openBench();
    await inbox.mentor('Law Mentor', 'law');
    for (const name of ['Ada', 'Bea', 'Cy', 'Dee', 'Eve', 'Fay', 'Gus']) await inbox.mentee(`${name} Example`, 'law');
    await inbox.mentee('Music Example', 'music');
    await inbox.mentee('Tune Example', 'music');
    const { page } = await inbox.act({ act: 'propose' });
    expect(page.match(/Each of these mentees could get only one place, but it is taken/g)).toHaveLength(1);
    expect(page).toMatch(/<summary>\s*6 mentees\. Each of these mentees could get only one place/);
    expect(page.match(/knows a sector that these mentees want\./g)).toHaveLength(1);
    expect(page.match(/Look for a mentor</g)).toHaveLength(8);
  });

  it('leads to the mentors to decide on before there is anybody to propose, and to the pairs once they are matched', async () => {
    const inbox = await openBench();
    const mentor = await inbox.mentor('Law Mentor', 'law');
    await inbox.set('mentor', mentor, 'new');
    await inbox.mentee('Law Example', 'law');
    await inbox.mentee('Other Example', 'law');
    const { page } = await inbox.act({ act: 'propose' });
    expect(page).toMatch(
      /No eligible mentor has a free place\.[\s\S]*One mentor who could take mentees\s+waits\s+for\s+your\s+decision/,
    );
    expect(page).not.toContain('/publish/');
    expect(page).not.toContain('That list also has');
    const asker = await inbox.mentor('Question Mentor', 'law', { programmes: 'one-question', months: 'jan' });
    await inbox.set('mentor', asker, 'new');
    expect(await inbox.read(bench)).toContain('That list also has one mentor who cannot be matched here');
    const toVet = /<a href="([^"]+)"\s*>Read the offer<\/a\s*>/.exec(page)![1]!.replaceAll('&amp;', '&');
    expect(await inbox.read(toVet)).toContain(`href="/inbox/mentor/${mentor}/`);
    await inbox.set('mentor', mentor, 'eligible');
    expect((await inbox.act({ act: 'propose' })).page).toContain('<a href="#left">Left over</a>');
    const run = /name="run" value="(\d+)"/.exec(await inbox.read(`${bench}publish/`))![1]!;
    const published = await (await inbox.save(`${bench}publish/`, { run, how: 'match', tell: 'yes' })).text();
    expect(published).toContain('The emails go out within a minute.');
    const left = /<a href="([^"]+)">Mentees left over/.exec(published)![1]!.replaceAll('&amp;', '&');
    expect(await inbox.read(left)).toMatch(/1 found\./);
    const after = await inbox.read(bench);
    expect(after).not.toContain('for your decision');
    expect(await inbox.read(/<a href="([^"]+)"\s*>One pair is matched/.exec(after)![1]!)).toContain('Pairs now: 1.');
  });

  it('locks or forbids all ticked pairs with one proposal, and nothing if one of them is gone', async () => {
    const inbox = await openBench();
    for (const name of ['One', 'Two', 'Three']) {
      await inbox.mentor(`${name} Mentor`, 'law');
      await inbox.mentee(`${name} Example`, 'law');
    }
    const { page } = await inbox.act({ act: 'propose' });
    const picks = [...page.matchAll(/form="ticked"\s+name="pick"\s+value="([^"]+)"/g)].map(([, pick]) => pick!);
    expect(picks).toHaveLength(3);
    const after = () => inbox.store.runs('2026-27').then(([run]) => String(run!.seq));
    const tick = async (act: string, ticked: readonly string[], name = 'pick') => {
      const body = new URLSearchParams([['after', await after()], ['act', act], ...ticked.map((each) => [name, each])]);
      const headers = { ...own, Cookie: inbox.cookie };
      return inbox.app.request(`http://localhost:4321${bench}`, { method: 'POST', body, headers });
    };
    expect((await tick('lock-ticked', [])).status).toBe(422);
    expect((await tick('lock-ticked', [picks[0]!, `${picks[1]!.split(' ')[0]!} gone`])).status).toBe(422);
    expect(await inbox.store.rules('2026-27')).toEqual([]);
    expect((await tick('lock-ticked', picks.slice(0, 2))).status).toBe(303);
    expect((await inbox.store.rules('2026-27')).map(({ kind }) => kind)).toEqual(['lock', 'lock']);
    expect((await inbox.store.runs('2026-27')).map(({ cause }) => cause)).toEqual(['Locked 2 pairs', 'Proposed']);
    const both = await inbox.read(bench);
    expect(both).toContain('Locked (2)');
    const named = /Locked 2 pairs\.\s*<span class="hint">([^<]+)</.exec(both)![1]!;
    expect(named.split('; ').every((pair) => /^\w+ Example and \w+ Mentor$/.test(pair))).toBe(true);
    expect(named.split('; ')).toHaveLength(2);
    expect(both.replace(/<[^>]+>/g, '')).toMatch(/\bkim, [^:\n]+:\d\d: Locked 2 pairs\./);
    const rest = [...(await inbox.read(bench)).matchAll(/name="shown" value="([^"]+)"/g)].map(([, pair]) => pair!);
    expect(rest).toEqual(picks.slice(2));
    expect((await tick('lock-ticked', rest, 'shown')).status).toBe(422);
    expect((await inbox.act({ act: 'lock-ticked', all: 'yes', shown: rest[0]! })).page).toContain('Locked (3)');
    expect((await tick('forbid-ticked', picks)).status).toBe(303);
    expect(await inbox.read(bench)).toMatch(/Never matched[\s\S]*Locked \(0\)/);
  });

  it('names each link and button by whom or what it concerns, in words of people', async () => {
    const inbox = await openBench();
    for (const name of ['One', 'Two', 'Three']) {
      await inbox.mentor(`${name} Mentor`, 'law', { conflict: 'yes' });
      await inbox.mentee(`${name} Example`, 'law');
    }
    await inbox.act({ act: 'propose' });
    await inbox.act({ act: 'propose' });
    const { page } = await inbox.act({ act: 'lock', ...(await firstPair(inbox)) });
    const publish = await inbox.read(`${bench}publish/`);
    expect(publish.match(/>Change</g)).toHaveLength(2);
    for (const shown of [page, publish]) {
      const named = [...shown.matchAll(/<(a|button)\b([^>]*)>([\s\S]*?)<\/\1\s*>/g)].map(([, , attributes, words]) => ({
        to: /href="([^"]+)"/.exec(attributes!)?.[1] ?? attributes!,
        words: words!
          .replaceAll(/<[^>]+>/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      }));
      for (const [words, same] of Map.groupBy(named, (each) => each.words))
        expect(new Set(same.map(({ to }) => to)).size, words).toBe(1);
      expect(shown.replaceAll(/<[^>]+>/g, '')).not.toMatch(/\d{4}-\d\d-\d\dT/);
    }
    expect(page.replaceAll(/<[^>]+>/g, '')).toMatch(/Go back to it: \d+ Jan 2027, \d\d:\d\d, kim: Proposed/);
  });

  it('names mentors who leave before the start, and says in a pair who leaves before the end', async () => {
    const inbox = await openBench();
    const early = await inbox.mentor('Early Mentor', 'law', { keepUntil: '2027-02-20' });
    await inbox.mentor('Later Mentor', 'law', { keepUntil: '2027-05-01' });
    await inbox.mentee('Ada Example', 'law');
    const { page } = await inbox.act({ act: 'propose' });
    expect(page).toMatch(new RegExp(`before the start[^<]*<a href="/inbox/mentor/${early}/">Early Mentor`));
    expect(pairsOn(page)).toEqual(['Ada Example + Later Mentor']);
    expect(page).toContain('Offered to mentor until 1\u00a0May 2027, before the mentoring ends');
  });

  it('names a mentor who is marked as matched though a place is free, and proposes them once they are eligible', async () => {
    const inbox = await openBench();
    const grace = await inbox.mentor('Grace Mentor', 'law');
    const ada = await inbox.mentee('Ada Example', 'law');
    const kit = await inbox.mentee('Kit Example', 'law');
    await inbox.save(`/inbox/mentee/${ada}/match/`, { mentor: grace });
    expect(await inbox.read(bench)).not.toContain('marked as matched');
    await inbox.set('mentee', ada, 'withdrawn');
    expect(await inbox.read(bench)).toMatch(
      new RegExp(`marked as matched though a place is free[^<]*<a href="/inbox/mentor/${grace}/">Grace Mentor`),
    );
    expect(await inbox.read(`${bench}${kit}/`)).not.toContain('Match now');
    await inbox.set('mentor', grace, 'eligible');
    expect(pairsOn((await inbox.act({ act: 'propose' })).page)).toEqual(['Kit Example + Grace Mentor']);
  });

  it('locks, forbids and allows pairs, says what each change cost, and goes back', async () => {
    const inbox = await openBench();
    const law = await inbox.mentor('Law Mentor', 'law');
    const publishing = await inbox.mentor('Publishing Mentor', 'publishing');
    const either = await inbox.mentee('Either Example', ['publishing', 'law']);
    await inbox.mentee('Only Example', 'publishing');
    await inbox.act({ act: 'propose' });
    const alternatives = await inbox.read(`${bench}${either}/`);
    expect(alternatives).toMatch(/If chosen:\s+one mentee fewer with a mentor.*Only Example would have no mentor/);
    const locked = await inbox.act({ act: 'lock', mentee: either, mentor: publishing });
    expect(pairsOn(locked.page)).toEqual(['Either Example + Publishing Mentor']);
    expect(locked.page).toContain('one mentee fewer with a mentor');
    expect(locked.page).toContain('Every place that would fit is locked for another mentee.');
    const rule = /name="rule" value="(\d+)"/.exec(locked.page)![1]!;
    const unlocked = await inbox.act({ act: 'end-rule', rule });
    expect(pairsOn(unlocked.page)).toHaveLength(2);
    const forbidden = await inbox.act({ act: 'forbid', mentee: either, mentor: law });
    expect(forbidden.page).toMatch(/Either Example and Law Mentor, by kim/);
    expect(pairsOn(forbidden.page)).toHaveLength(1);
    const run = /name="run" value="(\d+)"/.exec(forbidden.page)![1]!;
    const back = await inbox.act({ act: 'back', run });
    expect(pairsOn(back.page)).toEqual(['Either Example + Law Mentor', 'Only Example + Publishing Mentor']);
    expect(back.page).not.toContain('Never matched');
  });

  it('matches one mentee at once, whether a proposal is there or not, with any mentor who has a place', async () => {
    const inbox = await openBench();
    const law = await inbox.mentor('Law Mentor', 'law');
    for (let more = 0; more < 12; more += 1) await inbox.mentor(`Other Mentor ${String(more)}`, 'law');
    const known = await inbox.mentor('Known Mentor', 'music');
    const ada = await inbox.mentee('Ada Example', 'law');
    const formOf = (page: string) => /<form method="post" action="\/inbox\/match\/[\s\S]*?<\/form>/.exec(page)![0];
    const page = await inbox.read(`${bench}${ada}/`);
    expect(formOf(page)).toMatch(/name="tell"\s+value="yes"\s+checked/);
    expect(formOf(page)).toMatch(
      new RegExp(`formaction="/inbox/mentee/${ada}/match/"\\s+name="mentor"\\s+value="${law}"`),
    );
    expect(formOf(page)).not.toContain('Choose');
    expect(formOf(page)).not.toContain(known);
    expect(page).toMatch(new RegExp(`<option value="${known}"\\s*>Known Mentor`));
    // Whoever is known comes first, with what the choice costs.
    const withKnown = formOf(await inbox.read(`${bench}${ada}/?mentor=${known}`));
    expect(withKnown).toMatch(
      new RegExp(`Known Mentor[\\s\\S]*?If chosen:[\\s\\S]*?value="${known}"[\\s\\S]*?Law Mentor`),
    );
    const unchosen = { mentor: '', tell: 'yes', act: 'lock', after: '' };
    const refused = await inbox.save(`/inbox/mentee/${ada}/match/`, unchosen);
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('choose a mentor first')]);
    expect((await inbox.save(bench, unchosen)).status).toBe(422);
    expect(await inbox.store.matches()).toEqual([]);
    const done = await inbox.save(`/inbox/mentee/${ada}/match/`, {
      mentor: known,
      tell: 'yes',
      act: 'lock',
      after: '',
    });
    expect(done.headers.get('location')).toBe(`/inbox/mentee/${ada}/?saved=matched-told`);
    expect((await inbox.store.matches()).map(({ mentor }) => mentor.submissionId)).toEqual([known]);

    const kit = await inbox.mentee('Kit Example', 'law');
    await inbox.act({ act: 'propose' });
    expect(await inbox.read(`${bench}${kit}/`)).toMatch(
      /Proposed[\s\S]*Match now[\s\S]*Never match these two[\s\S]*Choose[\s\S]*Match now/,
    );
    const rae = await inbox.login('rae');
    const forReader = await (await inbox.get(`${bench}${kit}/`, rae)).text();
    expect(forReader).toContain('Law Mentor');
    expect(forReader).not.toContain('<button class="button');
    expect((await inbox.send(`/inbox/mentee/${kit}/match/`, { mentor: law }, { ...own, Cookie: rae })).status).toBe(
      403,
    );
  });

  it('matches no two whom a colleague has kept apart since the page was shown', async () => {
    const inbox = await openBench();
    const [never, other] = [await inbox.mentor('Never Mentor', 'law'), await inbox.mentor('Other Mentor', 'law')];
    const ada = await inbox.mentee('Ada Example', 'law');
    await inbox.act({ act: 'propose' });
    await inbox.act({ act: 'forbid', mentee: ada, mentor: never });
    const offer = {
      about: { form: 'mentee', submissionId: ada },
      mentor: { form: 'mentor', submissionId: other },
    } as const;
    const match = async (mentor: string) => {
      const answer = await inbox.save(`/inbox/mentee/${ada}/match/`, { mentor });
      return [answer.status, await answer.text()];
    };
    expect(await match(never)).toEqual([409, expect.stringContaining('said never to match these two')]);
    const third = await inbox.mentor('Third Mentor', 'law');
    await inbox.store.offer([offer], new Map([[other, 1]]), { days: 5, movesOn: false, answerBy: '2027-01-20' }, by);
    expect(await match(third)).toEqual([409, expect.stringContaining('another mentor is asked about this mentee')]);
    expect((await inbox.store.offers(offer.about)).map(({ answer }) => answer)).toEqual(['waiting']);
    await inbox.set('mentor', third, 'new');
    expect(await match(third)).toEqual([409, expect.stringContaining('the status of one of them has changed')]);
    expect(await inbox.store.matches()).toEqual([]);
  });

  it('offers no mentor whom staff ruled out for a mentee, warns of one who said no, and tells two of one name apart', async () => {
    const inbox = await openBench();
    for (let more = 0; more < 12; more += 1) await inbox.mentor(`Other Mentor ${String(more)}`, 'law');
    const never = await inbox.mentor('Never Mentor', 'law');
    const asked = await inbox.mentor('Asked Mentor', 'law');
    for (const jobTitle of ['Editor', 'Engineer']) await inbox.mentor('Sam Mentor', 'music', { jobTitle });
    const ada = await inbox.mentee('Ada Example', 'law');
    await inbox.act({ act: 'propose' });
    await inbox.act({ act: 'forbid', mentee: ada, mentor: never });
    const about = { form: 'mentee', submissionId: ada } as const;
    const terms = { days: 5, movesOn: false, answerBy: '2027-01-20' };
    const mentor = { form: 'mentor', submissionId: asked } as const;
    await inbox.store.offer([{ about, mentor }], new Map([[asked, 1]]), terms, by);
    const [offer] = await inbox.store.offers(about);
    await inbox.store.replyToOffer(offer!.seq, { answer: 'declined', reason: 'not-suited', note: null }, 1, by);
    const page = await inbox.read(`${bench}${ada}/`);
    expect(page).not.toContain(never);
    expect(page).toMatch(/Asked Mentor<[\s\S]*?said no or did not answer[\s\S]*?<\/li>/);
    expect(page).toMatch(/>Sam Mentor · Editor[^<]*<[\s\S]*>Sam Mentor · Engineer/);
  });

  it('does not let two officers overwrite each other', async () => {
    const inbox = await openBench();
    const mentor = await inbox.mentor('Law Mentor', 'law');
    const ada = await inbox.mentee('Ada Example', 'law');
    await inbox.act({ act: 'propose' });
    const after = /name="after" value="(\d+)"/.exec(await inbox.read(bench))![1]!;
    const lee = await inbox.login('lee');
    await inbox.send(bench, { after, act: 'forbid', mentee: ada, mentor }, { ...own, Cookie: lee });
    const late = await inbox.save(bench, { after, act: 'lock', mentee: ada, mentor });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('lee made another proposal')]);
    const again = await inbox.send(bench, { after, act: 'lock', mentee: ada, mentor }, { ...own, Cookie: lee });
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('you made another proposal')]);
    const publish = await inbox.save(`${bench}publish/`, { run: after, how: 'match', tell: 'yes', looked: 'yes' });
    expect([publish.status, await publish.text()]).toEqual([409, expect.stringContaining('there is a newer proposal')]);
    expect((await inbox.store.rules('2026-27')).map(({ kind }) => kind)).toEqual(['forbid']);
    expect(await inbox.store.matches()).toEqual([]);
  });

  it('publishes once: shows the introduction and the pairs to look at before, and matches and tells each pair once', async () => {
    const inbox = await openBench();
    await inbox.mentor('Grace Mentor', 'law', { conflict: 'yes' });
    const ada = await inbox.mentee('Ada Example', 'law');
    await inbox.act({ act: 'propose' });
    const preview = await inbox.read(`${bench}publish/`);
    expect(preview).toContain('Recruits, teaches or assesses students');
    expect(preview).toContain('Dear Ada Example, dear Grace Mentor,');
    const run = /name="run" value="(\d+)"/.exec(preview)![1]!;
    const unread = await inbox.save(`${bench}publish/`, { run, how: 'match', tell: 'yes' });
    expect([unread.status, await unread.text()]).toEqual([422, expect.stringContaining('Tick that you have looked')]);
    const untold = await (await inbox.save(`${bench}publish/`, { run, how: 'ask', days: '3' })).text();
    for (const kept of [/value="ask"\s+checked/, /name="days"\s+value="3"/, /name="tell"\s+value="yes"\s+\/>/])
      expect(untold).toMatch(kept);
    const unchosen = await inbox.save(`${bench}publish/`, { run, tell: 'yes', looked: 'yes' });
    expect([unchosen.status, await unchosen.text()]).toEqual([422, expect.stringContaining('Choose how')]);
    expect(preview).not.toMatch(/name="how"[^>]*checked/);
    const all = await (await inbox.save(`${bench}publish/`, { run, how: 'ask', days: 'soon' })).text();
    expect(all).toMatch(/data-error-summary[\s\S]*href="#days"[\s\S]*href="#looked"[\s\S]*<\/ul>/);
    expect(await inbox.store.matches()).toEqual([]);
    const publish = () => inbox.save(`${bench}publish/`, { run, how: 'match', tell: 'yes', looked: 'yes' });
    const done = /One pair matched|all was done once\. Of\s+[^<]+\s+one pair is matched\s+now\./;
    for (const response of [...(await Promise.all([publish(), publish()])), await publish()])
      expect([response.status, await response.text()]).toEqual([200, expect.stringMatching(done)]);
    expect((await inbox.store.matches()).map(({ mentee }) => mentee.submissionId)).toEqual([ada]);
    const mails = (await claimAll(inbox.store, '2027-01-16T00:00:00.000Z')).filter(({ kind }) => kind === 'matched');
    expect(mails).toHaveLength(2);
  });

  it('refuses to publish after somebody in it changed, and says so', async () => {
    const inbox = await openBench();
    await inbox.mentor('Grace Mentor', 'law');
    const ada = await inbox.mentee('Ada Example', 'law');
    await inbox.act({ act: 'propose' });
    const run = /name="run" value="(\d+)"/.exec(await inbox.read(`${bench}publish/`))![1]!;
    await inbox.set('mentee', ada, 'withdrawn');
    await inbox.mentee('Kit Example', 'law');
    const refused = await inbox.save(`${bench}publish/`, { run, how: 'match', tell: 'yes' });
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringMatching(/somebody of one pair no longer takes part, and one mentee more takes part/),
    ]);
    expect(await inbox.store.matches()).toEqual([]);
  });

  it('counts by the points that staff type, and names a wrong one', async () => {
    const inbox = await openBench();
    await inbox.mentor('Grace Mentor', 'law');
    await inbox.mentee('Ada Example', 'law');
    const points = {
      first: '10',
      second: '4',
      third: '2',
      unsure: '1',
      focus: '0',
      mode: '0',
      window: '0',
      floor: '0',
    };
    expect((await inbox.act({ act: 'settings', ...points })).page).toContain('10 points');
    const wrong = await inbox.act({ act: 'settings', ...points, focus: 'many' });
    expect([wrong.status, wrong.page]).toEqual([422, expect.stringContaining('takes a whole number from 0 to 100')]);
    expect((await inbox.act({ act: 'propose' })).page).toContain('10 points');
  });

  it('does not propose two people again whose match ended early, unless staff lock them', async () => {
    const inbox = await openBench();
    const mentor = await inbox.mentor('Grace Mentor', 'law');
    const email = 'w7777777@my.northbridge.example';
    const first = await inbox.mentee('Ada Example', 'law', { email });
    const pair = {
      mentee: { form: 'mentee', submissionId: first },
      mentor: { form: 'mentor', submissionId: mentor },
    } as const;
    await inbox.store.match(pair, 1, false, by);
    await inbox.store.endMatches([{ ...pair, outcome: 'never-met', reason: null, next: 'finished' }], false, by);
    const again = await inbox.mentee('Ada Example', 'law', { email });
    expect(pairsOn((await inbox.act({ act: 'propose' })).page)).toEqual([]);
    const locked = await inbox.act({ act: 'lock', mentee: again, mentor });
    expect(pairsOn(locked.page)).toEqual(['Ada Example + Grace Mentor']);
    expect(locked.page).toContain('They were matched before. They never met');
  });

  it('gives the next place to whoever lost a mentor, before those who have had none', async () => {
    const inbox = await openBench();
    const left = await inbox.mentor('Grace Mentor', 'law');
    await inbox.mentee('First Example', 'law');
    const lost = await inbox.mentee('Ada Example', 'law');
    await inbox.mentee('Last Example', 'law');
    const pair = {
      mentee: { form: 'mentee', submissionId: lost },
      mentor: { form: 'mentor', submissionId: left },
    } as const;
    await inbox.store.match(pair, 1, false, by);
    await inbox.store.endMatches([{ ...pair, outcome: 'ended-early', reason: 'no-time', next: 'matching' }], false, by);
    await inbox.set('mentor', left, 'paused');
    await inbox.mentor('Noor Mentor', 'law');
    expect(pairsOn((await inbox.act({ act: 'propose' })).page)).toEqual(['Ada Example + Noor Mentor']);
  });

  it('suggests for each pair how it ended by what both answered', async () => {
    const inbox = await openBench();
    await inbox.mentor('Grace Mentor', 'law', { capacity: '3' });
    for (const name of ['Ada', 'Kit', 'Zoe']) await inbox.mentee(`${name} Example`, 'law');
    await inbox.act({ act: 'propose' });
    const run = /name="run" value="(\d+)"/.exec(await inbox.read(`${bench}publish/`))![1]!;
    await inbox.save(`${bench}publish/`, { run, how: 'match', looked: 'yes' });
    const said: Readonly<Record<string, string>>[] = [{ met: 'no' }, { met: 'yes' }];
    for (const { seq: match } of await inbox.store.matches())
      await inbox.store.askCheckIns([{ match, kind: 'start', side: 'mentee' }], by, false);
    const asked = await inbox.store.checkIns({ round: '2026-27' });
    for (const [index, answers] of said.entries())
      await inbox.store.answerCheckIn(asked[index]!.seq, answers, undefined, by);
    const chosen = [...(await inbox.read(`${bench}end/`)).matchAll(/<option value="([\w-]+)"\s+selected/g)];
    expect(chosen.map(([, value]) => value)).toEqual(['never-met', 'completed', 'not-known']);
    expect((await inbox.read(`${bench}end/`)).match(/have not met/g)).toHaveLength(1);
  });

  it('ends the pairs of a round: mentors are free again, outcomes stay, and a second form changes nothing', async () => {
    const inbox = await openBench();
    const mentor = await inbox.mentor('Grace Mentor', 'law', { capacity: '2' });
    const [ada, kit] = [await inbox.mentee('Ada Example', 'law'), await inbox.mentee('Kit Example', 'law')];
    await inbox.act({ act: 'propose' });
    const run = /name="run" value="(\d+)"/.exec(await inbox.read(`${bench}publish/`))![1]!;
    await inbox.save(`${bench}publish/`, { run, how: 'match', looked: 'yes' });
    const end = await inbox.read(`${bench}end/`);
    expect(pairsOn(end)).toEqual(['Ada Example + Grace Mentor', 'Kit Example + Grace Mentor']);
    expect(end).toContain('Mentoring in this round goes on until');
    const [one, other] = [...end.matchAll(/name="(match-\d+)"/g)].map(([, name]) => name!);
    const fields = { [one!]: 'completed', [other!]: 'no-time', sure: 'yes' };
    expect((await inbox.save(`${bench}end/`, { [one!]: 'nonsense', sure: 'yes' })).status).toBe(422);
    const unsure = await inbox.save(`${bench}end/`, { [one!]: 'completed', [other!]: 'no-time' });
    expect([unsure.status, await unsure.text()]).toEqual([422, expect.stringMatching(/#sure[^]*"no-time"\s+selected/)]);
    expect(await inbox.store.matches()).toHaveLength(2);
    const presses = [await inbox.save(`${bench}end/`, fields), await inbox.save(`${bench}end/`, fields)];
    for (const press of presses) expect(press.headers.get('location')).toBe(`${bench}end/?ended=2`);
    const find = async (form: 'mentee' | 'mentor', submissionId: string) =>
      (await inbox.store.find({ form, submissionId }))?.status;
    expect([await find('mentee', ada), await find('mentee', kit), await find('mentor', mentor)]).toEqual([
      'finished',
      'finished',
      'eligible',
    ]);
    expect((await inbox.store.matchHistory({ round: '2026-27' })).map(({ ended }) => ended?.outcome)).toEqual([
      'completed',
      'ended-early',
    ]);
    expect(await inbox.read(bench)).toMatch(/One eligible mentor with\s+2 free places/);
  });

  it('lets a reader look, and change nothing', async () => {
    const inbox = await openBench('rae');
    await inbox.mentor('Grace Mentor', 'law');
    await inbox.mentee('Ada Example', 'law');
    for (const path of ['/inbox/match/', bench, `${bench}end/`]) {
      const page = await inbox.read(path);
      expect([path, page.includes('<button class="button')]).toEqual([path, false]);
    }
    expect((await inbox.get(`${bench}publish/`, inbox.cookie)).status).toBe(403);
    for (const path of [bench, `${bench}publish/`, `${bench}end/`])
      expect((await inbox.save(path, { act: 'propose' })).status).toBe(403);
    expect(await inbox.store.runs('2026-27')).toEqual([]);
  });

  it('has no page for an unknown round or mentee', async () => {
    const inbox = await openBench();
    for (const path of ['/inbox/match/1999-00/', `${bench}nobody/`, `${bench}publish/`])
      expect((await inbox.get(path, inbox.cookie)).status).toBe(404);
  });
});
