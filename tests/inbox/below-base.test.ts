import { describe, expect, it } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { askCheckIns } from '#inbox/services/check-ins.ts';
import { issueLink } from '#inbox/services/links.ts';
import { answersOf, urlEncoded } from './support/answers.ts';
import { openSite } from './support/built-site.ts';
import { json, kim, openDay, openTestInbox, round, rows, templates } from './support/inbox.ts';
import { openStaffInbox, password } from './support/staff.ts';

const plain = { SITE_URL: 'http://localhost:4321/mentoring/' };
const secure = { SITE_URL: 'https://example.org/mentoring/' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };
/** What the HTTP server passes to the app beside the request. */
const peer = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };
/** Returns the addresses in a page that begin at the host's root. */
const rooted = (html: string) =>
  [...html.matchAll(/\s(?:href|src|action|formaction)="(\/[^"]*)"/g)].map(([, to]) => to!);

describe('a site below a path', () => {
  it.each(['/mentoring/', '/mentoring/about/', '/mentoring/robots.txt', '/mentoring/healthz', '/mentoring/readyz'])(
    'answers %s',
    async (path) => {
      const { get } = await openSite(plain);
      expect((await get(path)).status).toBe(200);
    },
  );

  it.each(['/about/', '/healthz', '/f/ask', '/inbox/', '/mentoringabout/', '/mentoring-x/', '/other/mentoring/'])(
    'answers 404 at %s',
    async (path) => {
      const { get } = await openSite(plain);
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('The site stands below /mentoring/.');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it.each([
    ['/', '/mentoring/'],
    ['/mentoring', '/mentoring/'],
    ['/mentoring/old/?q=1', '/mentoring/about/?q=1'],
    ['/mentoring/about', '/mentoring/about/'],
    ['/mentoring/inbox', '/mentoring/inbox/login/'],
    ['/mentoring/inbox/', '/mentoring/inbox/login/'],
  ])('redirects from %s to %s', async (from, to) => {
    const { get } = await openSite(plain);
    expect((await get(from)).headers.get('location')).toBe(to);
  });

  it('caches its files by their own paths', async () => {
    const { get } = await openSite(plain);
    const response = await get('/mentoring/_astro/site.a1b2c3d4.js');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it('accepts forms, and redirects to its own confirmation page', async () => {
    const inbox = await openTestInbox(plain);
    const post = (headers: Record<string, string>, body: string) =>
      inbox.app.request('http://localhost:4321/mentoring/f/ask', { method: 'POST', body, headers }, peer);
    const page = await post(form, urlEncoded(answersOf('ask')));
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(/^\/mentoring\/sent\/\?ref=\w{8}$/),
    ]);
    const script = await post({ 'Content-Type': 'application/json' }, JSON.stringify(answersOf('ask')));
    expect((await json(script)).next).toMatch(/^\/mentoring\/sent\/\?ref=/);
    expect(await rows(inbox)).toBe(2);

    const refused = await post(form, 'email=x');
    expect(refused.status).toBe(422);
    const addresses = rooted(await refused.text());
    expect(addresses).toContain('/mentoring/f/ask');
    expect(addresses).toContain('/mentoring/inbox/style.css');
    expect(addresses.filter((to) => !/^\/mentoring\/(?!mentoring\/)/.test(to))).toEqual([]);
  });

  it('signs staff in, and puts the base before every address of their pages', async () => {
    const inbox = await openStaffInbox(plain);
    const send = (path: string, fields: Record<string, string>, cookie = '') =>
      inbox.send(`/mentoring${path}`, fields, {
        Origin: 'http://localhost:4321',
        'Content-Length': '100',
        Cookie: cookie,
      });
    const login = await send('/inbox/login/', { name: 'lee', password });
    expect(login.headers.get('location')).toBe('/mentoring/inbox/');
    const cookie = login.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^session=/);
    expect(cookie).toContain('Path=/mentoring/;');
    for (const path of [
      '/inbox/',
      '/inbox/overview/',
      '/inbox/staff/',
      '/inbox/account/',
      '/inbox/person/',
      '/inbox/x/y/',
    ]) {
      const page = await inbox.app.request(`http://localhost:4321/mentoring${path}`, {
        headers: { Cookie: cookie.split(';')[0]! },
      });
      const addresses = rooted(await page.text());
      expect(addresses.length).toBeGreaterThan(3);
      expect(addresses.filter((to) => !/^\/mentoring\/(?!mentoring\/)/.test(to))).toEqual([]);
    }
    // A note that was sent after the session ended is sent again to the same address.
    const late = await send('/inbox/ask/1/?from=list', { note: 'x' });
    expect(rooted(await late.text())).toContain('/mentoring/inbox/ask/1/?from=list');
  });

  it('keeps the page of an applicant, its steps, an offer and a check-in within the base', async () => {
    const inbox = await openTestInbox(plain);
    const open = (path: string, fields?: Record<string, string>) =>
      inbox.app.request(
        `http://localhost:4321${path}`,
        fields ? { method: 'POST', body: new URLSearchParams(fields), headers: form } : {},
        peer,
      );
    const send = async (kind: 'mentee' | 'mentor') => {
      const answers = answersOf(kind);
      const response = await inbox.app.request(
        `http://localhost:4321/mentoring/f/${kind}`,
        { method: 'POST', body: urlEncoded(answers), headers: form },
        peer,
      );
      expect(response.status).toBe(303);
      return { form: kind, submissionId: String(answers['submission_id']) };
    };
    const [mentee, mentor] = [await send('mentee'), await send('mentor')];
    const services = { ...inbox, clock: () => new Date(openDay) };
    const expectWithinBase = async (path: string) => {
      const addresses = rooted(await (await open(path)).text());
      expect(addresses.length, path).toBeGreaterThan(3);
      expect(
        addresses.filter((to) => !/^\/mentoring\/(?!mentoring\/)/.test(to)),
        path,
      ).toEqual([]);
    };
    const application = await issueLink(services, { purpose: 'application', submission: mentee });
    const own = `/mentoring/my/${application!}/`;
    for (const step of ['', 'change/', 'withdraw/', 'erase/']) await expectWithinBase(own + step);

    await inbox.store.change([mentor], { status: 'eligible' }, kim);
    await inbox.store.offer(
      [{ about: mentee, mentor }],
      new Map([[mentor.submissionId, 1]]),
      { days: 5, answerBy: round.decisionBy },
      kim,
    );
    const [offer] = await inbox.store.offers(mentor);
    const offered = `/mentoring/my/${(await issueLink(services, { purpose: 'offer', submission: mentor, about: String(offer!.seq) }))!}/`;
    await expectWithinBase(offered);
    expect((await open(offered, { answer: 'yes' })).headers.get('location')).toBe(offered);
    await expectWithinBase(offered);

    await askCheckIns({ store: inbox.store, rounds: [round], templates }, new Date('2027-04-12T18:00:00.000Z'));
    const { seq } = (await inbox.store.checkIns(mentee)).at(-1)!;
    const checkIn = await issueLink(services, { purpose: 'check-in', submission: mentee, about: String(seq) });
    const asked = `/mentoring/my/${checkIn!}/`;
    for (const path of [asked, `${asked}reminders/`, '/mentoring/my/', '/mentoring/my/unknown/'])
      await expectWithinBase(path);
    const locations = [
      await open(own.slice(0, -1)),
      await open(`${own}withdraw`),
      await open('/mentoring/my'),
      await open(`${asked}reminders/`, {}),
      await open(`${own}withdraw/`, { sure: 'yes' }),
    ].map(({ headers }) => headers.get('location'));
    expect(locations).toEqual([
      own,
      `${own}withdraw/`,
      '/mentoring/my/',
      `${asked}reminders/`,
      expect.stringMatching(new RegExp(`^${own}`)),
    ]);
  });

  it('limits the cookies of staff to secure connections and its own path', async () => {
    const inbox = await openStaffInbox(secure);
    const login = await inbox.app.request('https://example.org/mentoring/inbox/login/', {
      method: 'POST',
      body: new URLSearchParams({ name: 'kim', password }),
      headers: { Origin: 'https://example.org' },
    });
    expect(login.headers.get('set-cookie')).toMatch(/^__Secure-session=[^;]+;.*Path=\/mentoring\/;.*Secure/);
  });

  it('refuses an address at which no site can be', () => {
    expect(() => readConfig({ SITE_URL: 'https://example.org/a b/?x' })).toThrow(
      /SITE_URL is not usable; it must be an address like .* for a site below a path/,
    );
  });
});
