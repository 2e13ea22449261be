import '../support/in-london.ts';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { verifyStore } from '#inbox/cli/verify.ts';
import { toApplicant } from '#inbox/mail/compose.ts';
import { forms } from '#forms/registry.ts';
import { round, templates } from './support/inbox.ts';
import { own } from './support/staff.ts';
import { nameOfPath, openWork } from './support/work.ts';

/** Opens an inbox whose questions are saved as booked, unless the fields say otherwise. */
async function openMeetings() {
  const work = await openWork();
  const save = (path: string, fields: Record<string, string>) =>
    work.save(path, { was: 'new', status: 'booked', assigned: 'kim', ...fields });
  return {
    ...work,
    save,
    /** Sends a question, books it, and returns the path of its page. */
    async booked(fields: Record<string, string>, fullName = 'Ada Example') {
      const path = await work.sent('ask', { fullName });
      expect((await save(path, fields)).status).toBe(303);
      return path;
    },
  };
}

type Meetings = Awaited<ReturnType<typeof openMeetings>>;

/** Parses a calendar like a subscriber's program; throws if the format is wrong. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));

const makeAddress = async ({ send, cookie }: Meetings) =>
  /<code class="letters">\s*http:\/\/localhost:4321([^<\s]+)/.exec(
    await (await send('/inbox/account/calendar/', { do: 'make' }, { ...own, Cookie: cookie })).text(),
  )![1]!;

describe('a meeting', () => {
  it('is stored encrypted with its question, and shown on its page', async () => {
    const inbox = await openMeetings();
    const path = await inbox.booked({ day: '2027-02-11', time: '14:00', place: 'https://call.example/canary' });
    const page = await inbox.read(path);
    expect(page).toContain('Thursday 11\u00a0February 2027 at 14:00');
    expect(page).toContain('href="https://call.example/canary"');
    expect(page).toMatch(/type="date" id="day" name="day" value="2027-02-11"/);
    expect(page).toContain('Meeting set');
    const [storedMeeting] = await inbox.store.enclosures(nameOfPath(path));
    expect(Buffer.from(storedMeeting!.content.box).toString('latin1')).not.toContain('canary');
    expect((await verifyStore(inbox.store, inbox.vault)).problems).toEqual([]);
  });

  it('is recorded only when it changes', async () => {
    const inbox = await openMeetings();
    const path = await inbox.booked({ day: '2027-02-11', time: '14:00' });
    const set = async () =>
      (await inbox.store.auditOf(path.slice(7, -1)))
        .map(({ action }) => action)
        .filter((each) => each.includes('meeting'));
    const save = (fields: Record<string, string>) => inbox.save(path, { was: 'booked', ...fields });
    await save({ day: '2027-02-11', time: '14:00', note: 'rang' });
    expect(await set()).toEqual(['meeting set']);
    await save({ day: '11/2/2027', time: '9.05', place: 'Room 3' });
    expect(await inbox.read(path)).toContain('at 09:05, Room 3');
    await save({});
    expect(await set()).toEqual(['meeting set', 'meeting set', 'meeting removed']);
  });

  it.each([
    ['a date alone', { day: '2027-02-11' }],
    ['a time alone', { time: '14:00' }],
    ['a place alone', { place: 'Room 3' }],
    ['a day that is none', { day: '2027-02-30', time: '14:00' }],
    ['an hour that is none', { day: '2027-02-11', time: '25:00' }],
    ['a place too long', { day: '2027-02-11', time: '14:00', place: 'x'.repeat(501) }],
  ])('is refused with %s, in words, and what was typed stays', async (_, fields) => {
    const inbox = await openMeetings();
    const path = await inbox.booked({});
    const response = await inbox.save(path, { was: 'booked', status: 'met', note: 'typed note', ...fields });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('Not saved: ');
    expect(page).toContain('typed note');
    for (const typed of Object.values(fields)) expect(page).toContain(`value="${typed}"`);
    expect((await inbox.store.find(nameOfPath(path)))?.status).toBe('booked');
  });

  it('is refused at a time that the clocks skip, with the times that there are', async () => {
    const inbox = await openMeetings();
    const path = await inbox.booked({});
    for (const time of ['01:00', '01:30', '01:59']) {
      const response = await inbox.save(path, { was: 'booked', day: '2027-03-28', time });
      expect(response.status).toBe(422);
      expect(await response.text()).toContain(
        `there is no ${time} on that day: the clocks go forward from 01:00 to 02:00. Choose a time before 01:00, or 02:00 or later.`,
      );
    }
    for (const time of ['00:59', '02:00'])
      expect((await inbox.save(path, { was: 'booked', day: '2027-03-28', time })).status).toBe(303);
  });

  it('at a time that comes twice is the first of them, and its page says so', async () => {
    const inbox = await openMeetings();
    const path = await inbox.booked({ day: '2027-10-31', time: '01:30' });
    expect(await inbox.read(path)).toContain('so 01:30 comes twice: the first is meant');
    const calendar = await (await inbox.get('/inbox/meetings.ics', inbox.cookie)).text();
    expect(eventsOf(calendar)[0]!.startDate.toJSDate().toISOString()).toBe('2027-10-31T00:30:00.000Z');
    expect(await inbox.read(await inbox.booked({ day: '2027-10-31', time: '02:00' }))).not.toContain('comes twice');
  });

  it('is named in the mail about the booking; without a date the mail says that it was agreed', async () => {
    const inbox = await openMeetings();
    const services = {
      ...inbox,
      rounds: [round],
      forms,
      templates,
      siteUrl: 'https://mentoring.example',
      sender: { name: 'Example', from: 'a@mentoring.example' },
    };
    const mail = { kind: 'booked', messageId: '<1@mentoring.example>', other: null, content: null };
    const mailText = async (path: string) => {
      const submission = await inbox.store.find(nameOfPath(path));
      return (await toApplicant(services, mail, submission!, new Date()))?.text.replace(/\s+/g, ' ');
    };
    const dated = await inbox.booked({ day: '2027-07-01', time: '14:00', place: 'https://call.example/*a*_b_' });
    expect(await mailText(dated)).toContain(
      'booked for Thursday 1 July 2027 at 14:00, London time. Where: https://call.example/*a*_b_',
    );
    expect(await mailText(await inbox.booked({}))).toContain('booked for the time that we agreed with you.');
  });
});

/** Returns the names on a page of meetings, in order. */
const namesOn = (page: string) => [...page.matchAll(/<th scope="row">\s*<a [^>]+>(\w+) One/g)].map(([, name]) => name!);

describe('the meetings page', () => {
  async function openFive() {
    const inbox = await openMeetings();
    await inbox.booked({ day: '2027-02-11', time: '14:00' }, 'Later One');
    await inbox.booked({ day: '2027-01-15', time: '09:00', place: 'Room 3' }, 'Today One');
    await inbox.booked({ day: '2027-02-10', time: '14:00', status: 'offered' }, 'Offered One');
    await inbox.booked({ day: '2027-01-14', time: '23:59' }, 'Past One');
    await inbox.booked({ day: '2027-01-10', time: '14:00', status: 'met' }, 'Met One');
    return inbox;
  }

  it('lists every meeting with its status: those ahead, then past ones still booked, then other past ones', async () => {
    const inbox = await openFive();
    await inbox.booked({}, 'Undated One');
    const page = await inbox.read('/inbox/meetings/');
    expect(namesOn(page)).toEqual(['Today', 'Offered', 'Later', 'Past', 'Met']);
    expect([...page.matchAll(/<h2>([^<]+)/g)].map(([, words]) => words)).toEqual([
      'Ahead',
      'Past, and still booked',
      'Past',
      'In your calendar',
    ]);
    expect(page).toMatch(/class="state offered">Offered/);
    expect(page).toMatch(/One is booked\s+without a date/);
    expect(page).toContain('Room 3');
  });

  it('leaves a meeting alone that was moved ahead after the page was shown', async () => {
    const inbox = await openMeetings();
    const path = await inbox.booked({ day: '2027-01-14', time: '11:00' });
    const [, pick = ''] = /name="pick" value="([^"]+)"/.exec(await inbox.read('/inbox/meetings/')) ?? [];
    const before = /name="was-meeting" value="([^"]*)"/.exec(await inbox.read(path))![1]!;
    const moved = { 'was-assigned': 'kim', 'was-meeting': before, day: '2027-01-20', time: '11:00' };
    expect((await inbox.save(path, { was: 'booked', ...moved })).status).toBe(303);
    const done = await inbox.send('/inbox/meetings/', { pick }, { ...own, Cookie: inbox.cookie });
    expect(await inbox.read(done.headers.get('location')!)).toContain('Nothing was changed');
    expect((await inbox.store.find(nameOfPath(path)))?.status).toBe('booked');
  });

  it('lets an officer tick those who met, once they have begun', async () => {
    const inbox = await openMeetings();
    const begun = await inbox.booked({ day: '2027-01-15', time: '11:00' }, 'Ada Example');
    const changed = await inbox.booked({ day: '2027-01-14', time: '11:00' }, 'Kit Example');
    const ahead = await inbox.booked({ day: '2027-01-15', time: '16:00' }, 'Grace Example');
    const page = await inbox.read('/inbox/meetings/');
    const ticks = [...page.matchAll(/name="pick" value="([^"]+)" aria-label="([^"]+)"/g)];
    expect(ticks.map(([, , label]) => label)).toEqual(['Ada Example met', 'Kit Example met']);
    await inbox.save(changed, { was: 'booked', status: 'closed' });
    const body = new URLSearchParams([...ticks.map(([, value]) => ['pick', value!]), ['pick', 'mentee/x/new']]);
    const done = await inbox.ask('/inbox/meetings/', {
      method: 'POST',
      body,
      headers: { ...own, Cookie: inbox.cookie },
    });
    expect(await inbox.read(done.headers.get('location')!)).toContain('1 changed to Met. Nobody is told by email.');
    const statuses = [begun, changed, ahead].map(async (path) => (await inbox.store.find(nameOfPath(path)))?.status);
    expect(await Promise.all(statuses)).toEqual(['met', 'closed', 'booked']);
    const reader = await inbox.login('rae');
    expect(await (await inbox.get('/inbox/meetings/', reader)).text()).not.toContain('name="pick"');
  });

  it('links to the meetings of each status', async () => {
    const inbox = await openFive();
    const links = [...(await inbox.read('/inbox/meetings/')).matchAll(/href="(\/inbox\/meetings\/\?status=[^"]+)"/g)];
    expect(links.map(([, address]) => address)).toEqual(
      ['offered', 'booked', 'met'].map((status) => `/inbox/meetings/?status=${status}`),
    );
    const shown = await Promise.all(links.map(async ([, address]) => namesOn(await inbox.read(address!))));
    expect(shown).toEqual([['Offered'], ['Today', 'Later', 'Past'], ['Met']]);
    expect(namesOn(await inbox.read('/inbox/meetings/?status=none'))).toHaveLength(5);
  });

  it('shows older meetings by page, with their status', async () => {
    const inbox = await openMeetings();
    for (let count = 0; count < 51; count += 1)
      await inbox.booked(
        { day: '2026-12-01', time: `10:${String(count).padStart(2, '0')}`, status: 'met' },
        `M${count} One`,
      );
    await inbox.booked({ day: '2027-02-11', time: '14:00' }, 'Later One');
    const first = await inbox.read('/inbox/meetings/');
    expect([namesOn(first).length, ...namesOn(first).slice(0, 2)]).toEqual([50, 'Later', 'M50']);
    expect(namesOn(await inbox.read('/inbox/meetings/?page=2'))).toEqual(['M1', 'M0']);
    const next = /rel="next" href="([^"]+)"/.exec(await inbox.read('/inbox/meetings/?status=met'))![1]!;
    expect(next).toBe('/inbox/meetings/?status=met&amp;page=2');
    expect(namesOn(await inbox.read(next.replace('&amp;', '&')))).toEqual(['M0']);
  });
});

describe('the calendar of meetings', () => {
  it('contains every booked meeting at its instant, with the reference and no name', async () => {
    const inbox = await openMeetings();
    const winter = await inbox.booked({ day: '2027-02-11', time: '14:00', place: 'Room 3; east, first' });
    await inbox.booked({ day: '2027-07-01', time: '14:00' });
    const response = await inbox.get('/inbox/meetings.ics', inbox.cookie);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('meetings.ics');
    const text = await response.text();
    expect(text).not.toContain('Ada');
    const events = eventsOf(text);
    expect(events.map(({ startDate }) => startDate.toJSDate().toISOString())).toEqual([
      '2027-02-11T14:00:00.000Z',
      '2027-07-01T13:00:00.000Z',
    ]);
    const { reference } = (await inbox.store.find(nameOfPath(winter)))!;
    expect([events[0]?.summary, events[0]?.location]).toEqual([`One Question ${reference}`, 'Room 3; east, first']);
  });

  it('has a secret address for each member of staff, which is stored hashed and can be removed', async () => {
    const inbox = await openMeetings();
    await inbox.booked({ day: '2027-02-11', time: '14:00' });
    const first = await makeAddress(inbox);
    expect(first).toMatch(/^\/inbox\/calendar\/[\w-]{43}\.ics$/);
    const status = async (path: string) => (await inbox.get(path)).status;
    expect(eventsOf(await (await inbox.get(first)).text())).toHaveLength(1);
    expect(await inbox.store.calendarOwner(Buffer.from(first.slice(16, -4)))).toBeUndefined();
    const second = await makeAddress(inbox);
    expect([await status(first), await status(second)]).toEqual([404, 200]);
    await inbox.store.changeStaff('kim', { disabledAt: '2027-01-15T12:00:00.000Z' });
    expect(await status(second)).toBe(404);
    await inbox.store.changeStaff('kim', { disabledAt: null });
    expect(await status(second)).toBe(200);
    const cookie = await inbox.login();
    await inbox.send('/inbox/account/calendar/', { do: 'remove' }, { ...own, Cookie: cookie });
    expect(await status(second)).toBe(404);
    for (const path of ['', '.ics', `${'a'.repeat(43)}.ics`, second.slice(16).replace('.ics', '')])
      expect([path, [404, 303].includes(await status(`/inbox/calendar/${path}`))]).toEqual([path, true]);
    const recorded = [];
    for await (const { actor, action, detail } of inbox.store.audit()) recorded.push(`${actor} ${action} ${detail}`);
    expect(recorded).toContain('staff:kim meetings exported to a calendar');
  });
});
