import '../support/in-london.ts';
import { describe, expect, it } from 'vitest';
import { toRound } from '#forms/dates/deadline.ts';
import { round } from './support/inbox.ts';
import { auditOf, deeds } from './support/staff.ts';
import { listed, openWork } from './support/work.ts';

describe('the overview', () => {
  const rowOf = (page: string, label: string) =>
    new RegExp(`<th scope="row">${label}</th>((?:\\s*<td>\\d+</td>)+)`).exec(page)?.[1]?.match(/\d+/g)?.map(Number);

  it('counts submissions that are overdue by the promise in the confirmation, and links to them', async () => {
    const work = await openWork();
    const path = await work.sent('contact');
    await work.sent('contact', { _gotcha: 'x' });
    const readOverviewAt = async (instant: string) => {
      work.setClock(instant);
      work.cookie = await work.login();
      return work.read('/inbox/overview/');
    };
    expect(await readOverviewAt('2027-01-22T11:59:59.000Z')).not.toContain('overdue');
    const page = await readOverviewAt('2027-01-22T12:00:01.000Z');
    expect(page).toMatch(/<strong>1<\/strong>\s+overdue: Message to the team/);
    const link = /href="([^"]+)"\s*><strong>1<\/strong>\s+overdue/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    expect(listed(await work.read(link!))).toEqual([path]);
    await work.save(path, { was: 'new', status: 'closed', assigned: '' });
    expect(await readOverviewAt('2027-01-22T12:00:02.000Z')).not.toContain('overdue');
  });

  it('names once what waits for staff, with how much of it is overdue', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    await work.sent('mentor');
    work.setClock('2027-02-05T12:00:00.000Z');
    await work.sent('ask', { email: 's7654322@my.northbridge.example' });
    await work.sent('mentor', { email: 'another@example.com' });
    work.cookie = await work.login();
    const toDo = async () => {
      const [list] = /<ul class="counts" role="list" aria-label="To do">[\s\S]*?<\/ul>/.exec(
        await work.read('/inbox/overview/'),
      )!;
      const words = list.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
      return words.match(/\d+ [^\d]*(overdue|mentor|decide)[^\d]*(\d+ overdue)?/g)?.map((each) => each.trim());
    };
    expect(await toDo()).toEqual([
      '2 mentors to decide on, 1 overdue',
      '2 questions to a mentor wait for you, 1 overdue',
    ]);
    await work.save(path, { was: 'new', status: 'offered', assigned: '' });
    expect(await toDo()).toEqual(['2 mentors to decide on, 1 overdue', '1 question to a mentor waits for you']);
  });

  it('says in words what there is none of', async () => {
    const work = await openWork();
    const absent = async () => /<li class="absent">([^<]*)</.exec(await work.read('/inbox/overview/'))?.[1];
    expect(await absent()).toBe('None unread, late, suspect or duplicate.');
    await work.sent('contact');
    await work.sent('contact', { _gotcha: 'x' });
    expect(await absent()).toBe('None late or duplicate.');
  });

  it('counts the mentees of the round that is chosen, and links to its bench', async () => {
    const autumn = { ...round, id: '2027-28', title: '2027/28', opensAt: '2027-08-01T08:00:00.000Z' };
    const work = await openWork('kim', { rounds: [autumn, round] });
    await work.sent('mentee');
    const current = await work.read('/inbox/overview/');
    expect(current).toMatch(/of 1 mentee of 2026\/27[\s\S]*href="\/inbox\/match\/2026-27\/">Match the whole round/);
    expect(current).toMatch(/<option value="2026-27"\s+selected>/);
    expect(await work.read('/inbox/overview/?round=2027-28')).toMatch(/of 0 mentees of 2027\/28/);
    expect((await work.get('/inbox/overview/?round=1999', work.cookie)).status).toBe(404);
  });

  it('links each number to the submissions it counts', async () => {
    const work = await openWork();
    const path = await work.sent('mentor');
    await work.sent('mentee');
    await work.save(path, { was: 'new', status: 'eligible', assigned: '' });
    const row = /<th scope="row">Eligible<\/th>([\s\S]*?)<\/tr>/.exec(await work.read('/inbox/overview/'))?.[1] ?? '';
    const links = [...row.matchAll(/href="([^"]+)">1</g)].map(([, address]) => address!.replaceAll('&amp;', '&'));
    expect(links).toEqual(['/inbox/?form=mentor&status=eligible']);
    expect(listed(await work.read(links[0]!))).toEqual([path]);
  });

  it('counts the mails that a restore holds, and links to their submissions, which say so', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    const held = await work.store.holdAfterRestore('2027-01-15T12:00:00.000Z');
    work.cookie = await work.login();
    const page = await work.read('/inbox/overview/');
    const link = new RegExp(`href="([^"]+)">${held} held</a> since a backup was restored`).exec(page)?.[1];
    expect(listed(await work.read(link!))).toEqual([path]);
    const submission = await work.read(path);
    expect(submission).toContain('is held since a backup was restored');
    expect(submission).toMatch(/held since a backup was restored\s*<button[^>]*>\s*Send again/);
  });

  it('shows applications as overdue from the day on which applicants were to hear', async () => {
    const work = await openWork();
    await work.sent('mentee');
    work.setClock('2027-03-04T23:59:59.000Z');
    work.cookie = await work.login();
    expect(await work.read('/inbox/overview/')).not.toContain('overdue: Apply for a mentor');
    work.setClock('2027-03-05T00:00:00.000Z');
    expect(await work.read('/inbox/overview/')).toMatch(/<strong>1<\/strong>\s+overdue: Apply for a mentor/);
  });

  it('still shows applications as overdue once another round is the current one', async () => {
    const nextRound = toRound('2027-28', {
      ...{ title: '2027/28', opens: '2027-08-01T09:00', closes: '2027-09-10T23:59', decisionBy: '2027-10-01' },
      ...{ cycleStarts: '2027-10-11', cycleEnds: '2028-01-14', example: true },
    });
    const work = await openWork('kim', { rounds: [nextRound, round] });
    const path = await work.sent('mentee');
    work.setClock('2027-09-01T12:00:00.000Z');
    work.cookie = await work.login();
    const page = await work.read('/inbox/overview/');
    expect(page).toMatch(/<strong>1<\/strong>\s+overdue: Apply for a mentor, 2026\/27/);
    const link = /href="([^"]+)"\s*><strong>1<\/strong>\s+overdue/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    expect(listed(await work.read(link!))).toEqual([path]);
  });

  it('says of days on which nothing came that nothing came', async () => {
    const work = await openWork();
    await work.sent('ask');
    const chart = async () =>
      /<figure class="chart">[\s\S]*?<\/svg>[\s\S]*?<\/figcaption>/.exec(await work.read('/inbox/overview/'))![0];
    expect(await chart()).toContain('most in a day: 1');
    work.setClock('2027-03-15T12:00:00.000Z');
    work.cookie = await work.login();
    const empty = await chart();
    expect(empty).toContain(': none. The table');
    expect(empty).toContain('none came');
    expect(empty).not.toContain('most in a day');
    expect(empty.match(/ height="[^"]+"/g)).toEqual(Array.from({ length: 28 }, () => ' height="0"'));
  });

  it('counts days in London time, compares wanted sectors with free places, each mentee once, and shows how long the round is open', async () => {
    const work = await openWork();
    work.setClock('2027-01-14T23:59:59.000Z');
    await work.sent('mentee');
    work.setClock('2027-01-15T12:00:00.000Z');
    await work.sent('mentee', { sectors: 'law', email: 's7654322@my.northbridge.example' });
    await work.sent('mentee', { sectors: 'law', email: 's7654322@my.northbridge.example' });
    const mentor = await work.sent('mentor', { capacity: '2' });
    await work.sent('mentor', { capacity: '2', _gotcha: 'x' });
    const page = await work.read('/inbox/overview/');
    expect([rowOf(page, '14\u00a0January 2027'), rowOf(page, '15\u00a0January 2027')]).toEqual([[1], [4]]);
    expect([rowOf(page, 'Publishing'), rowOf(page, 'Law')]).toEqual([
      [1, 0, 2],
      [1, 0, 0],
    ]);
    expect(page).toContain('0 of 2 mentees of 2026/27');
    expect(page).toMatch(/<strong>1<\/strong> mentor to decide on/);
    await work.save(mentor, { was: 'new', status: 'eligible', assigned: '' });
    const decided = await work.read('/inbox/overview/');
    expect(rowOf(decided, 'Publishing')).toEqual([1, 2]);
    expect(decided).toContain('eligible mentors have 2 places left.');
    await work.save(mentor, { was: 'eligible', status: 'paused', assigned: '' });
    const paused = await work.read('/inbox/overview/');
    expect(rowOf(paused, 'Publishing')).toEqual([1, 0]);
    expect(paused).toContain('eligible mentors have 0 places left.');
    expect(page).toContain('2026/27 closes in 27 days');
    expect(page).not.toContain('<script');
  });

  describe('while the clock is doubted', () => {
    const question = 'Is the server’s clock right?';
    const doubtedIn = (page: string) => /name="doubted" value="([^"]+)"/.exec(page)?.[1];
    const openDoubting = async (name: string) => {
      const work = await openWork(name);
      await work.store.seeClock('2027-01-15T12:00:00.000Z');
      await work.store.seeClock('2027-02-01T12:00:00.000Z');
      return work;
    };

    it('says from when to when it went, and takes an admin’s word that it is right', async () => {
      const work = await openDoubting('lee');
      const page = await work.read('/inbox/overview/');
      expect(page).toContain(question);
      expect(page).toMatch(/from midday on Friday 15\u00a0January 2027 to midday on Monday 1\u00a0February 2027/);
      // Who waits for an answer has to know that no chore writes to people either.
      expect(page).toMatch(/no check-in, no reminder and no question\s+to the next mentor goes out/);
      const saved = await work.save('/inbox/clock/', { doubted: doubtedIn(page)! });
      expect([saved.status, saved.headers.get('location')]).toEqual([303, '/inbox/overview/']);
      expect(await work.read('/inbox/overview/')).not.toContain(question);
      expect((await work.store.clock())?.doubt).toBeNull();
      expect(deeds(await auditOf(work))).toContain(
        'staff:lee clock confirmed inbox it moved from 2027-01-15T12:00:00.000Z',
      );
    });

    it('confirms nothing from a page that shows an older doubt', async () => {
      const work = await openDoubting('lee');
      const older = doubtedIn(await work.read('/inbox/overview/'))!;
      await work.store.seeClock('2027-03-15T12:00:00.000Z');
      expect((await work.save('/inbox/clock/', { doubted: older })).status).toBe(303);
      expect(doubtedIn(await work.read('/inbox/overview/'))).toBe('2027-03-15T12:00:00.000Z');
    });

    it.each([
      ['an officer', 'kim'],
      ['a reader', 'rae'],
    ])('shows it to %s without the button, and refuses a confirmation', async (_, name) => {
      const work = await openDoubting(name);
      const page = await work.read('/inbox/overview/');
      expect(page).toContain(question);
      expect(page).toContain('an admin can confirm it here');
      expect(doubtedIn(page)).toBeUndefined();
      expect((await work.save('/inbox/clock/', { doubted: '2027-02-01T12:00:00.000Z' })).status).toBe(403);
      expect((await work.store.clock())?.doubt).not.toBeNull();
    });
  });
});
