import '../support/in-london.ts';
import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { FormId } from '#forms/form.ts';
import { formPath } from '#forms/scheme-paths.ts';
import { verifyStore } from '#inbox/cli/verify.ts';
import { allAnswers } from '#inbox/submissions/sealed-content.ts';
import { findLink, linkPath } from '#inbox/services/links.ts';
import type { StoredSubmission, SubmissionName } from '#inbox/stores/store.ts';
import { answersOf } from './support/answers.ts';
import { site } from '#site';
import { kim, openDay, openTestInbox, type TestInbox } from './support/inbox.ts';
import type { Message } from '#inbox/mail/mailer.ts';
import { mails } from './support/mails.ts';
import { openStaffInbox } from './support/staff.ts';

/** Where the requests come from. */
const env = { incoming: { socket: { remoteAddress: '192.0.2.9' } } };

const open = async (inbox: TestInbox, path: string, init?: RequestInit): Promise<Response> =>
  inbox.app.request(`http://localhost:4321${path}`, init, env);

/** Sends a form and returns its name and the path of its page. */
async function sent(inbox: TestInbox, form: FormId, changes: Record<string, string> = {}) {
  const answers = answersOf(form, changes);
  expect((await inbox.postJson(form, answers)).status).toBe(200);
  const name: SubmissionName = { form, submissionId: String(answers['submission_id']) };
  const path = await inbox.link({ purpose: 'application', submission: name });
  return { name, path, token: path.split('/')[2]!, email: String(answers['email']) };
}

const stored = async (inbox: TestInbox, name: SubmissionName): Promise<StoredSubmission> =>
  (await inbox.store.find(name))!;

const answersIn = async (inbox: TestInbox, name: SubmissionName) =>
  allAnswers(inbox.vault, await stored(inbox, name), await inbox.store.enclosures(name));

const linkIn = ({ text }: Message) => /http:\/\/localhost:4321(\/my\/[\w-]{43}\/)/.exec(text)?.[1];

/** Reads the fields of the form on a page, as a browser posts them. */
function fieldsIn(page: string): Record<string, string | string[]> {
  const fields: Record<string, string[]> = {};
  const add = (name: string, value: string) => (fields[name] ??= []).push(value);
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  const form = /<form method="post" action="[^"]*change[\s\S]*?<\/form>/.exec(page)![0];
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const type = attribute(tag, 'type');
    if ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag)) continue;
    add(attribute(tag, 'name')!, attribute(tag, 'value') ?? '');
  }
  for (const [, head, body] of form.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g))
    add(attribute(head!, 'name')!, body!);
  for (const [, head, body] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g))
    add(attribute(head!, 'name')!, /value="([^"]*)"\s+selected/.exec(body!)?.[1] ?? '');
  return Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, values.length === 1 ? values[0]! : values]),
  );
}

describe('a secret link', () => {
  it('stands in the receipt, the same at every try, and is nowhere in the database', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentee');
    const [receipt] = await mails(inbox);
    expect(linkIn(receipt!)).toBe(path);
    expect(receipt!.html).toContain(`href="http://localhost:4321${path}"`);
    await inbox.store.sendMailAgain(name, 1, kim);
    expect((await mails(inbox)).map(linkIn)).toEqual([path]);
    let rows = '';
    for await (const portion of inbox.store.rows())
      rows += JSON.stringify(portion, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
    expect(rows).not.toContain(path.split('/')[2]);
  });

  it('keeps its page from caches, other sites and search engines', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentee');
    for (const each of [path, `${path}change/`, '/my/']) {
      const { status, headers } = await open(inbox, each);
      expect([status, headers.get('referrer-policy'), headers.get('cache-control')]).toEqual([
        200,
        'no-referrer',
        'no-store',
      ]);
      expect(headers.get('x-robots-tag')).toContain('noindex');
    }
    expect((await open(inbox, path.slice(0, -1))).headers.get('location')).toBe(path);
  });

  it('leads to the address with its last slash, whatever is in it', async () => {
    const inbox = await openTestInbox();
    for (const path of [
      '/my/%0d%0aX',
      '/my/a%00',
      '/my/a/%0a',
      '/my/%E2%82%AC',
      '/my/%E0%A4%A',
      '/my/%2F%2Fa.example',
    ]) {
      const { status, headers } = await open(inbox, path);
      expect([status, headers.get('location')]).toEqual([303, `${path}/`]);
      expect((await open(inbox, `${path}/`)).status).toBe(404);
    }
  });

  it('is answered the same whether it was never there, was replaced, expired or belongs to an erased submission', async () => {
    const inbox = await openTestInbox();
    const [replaced, erased] = [await sent(inbox, 'mentee'), await sent(inbox, 'mentor')];
    await inbox.press('/my/', { email: replaced.email });
    const ended = await sent(inbox, 'ask');
    await inbox.store.erase([erased.name], { at: openDay, actor: 'test' });
    const expiresAt = new Date(openDay);
    const brief = await inbox.link({ purpose: 'application', about: 'brief', submission: ended.name, expiresAt });
    const pages = await Promise.all(
      [
        replaced.path,
        erased.path,
        brief,
        linkPath('a'.repeat(43)),
        '/my/x/',
        '/my/x/change/',
        `${ended.path}nowhere/`,
      ].map(inbox.open),
    );
    expect(new Set(pages.map(({ status, page }) => `${status}${page}`)).size).toBe(1);
    expect(pages[0]!.status).toBe(404);
    expect(pages[0]!.page).toContain('have a new link sent to you');
    expect(await findLink(inbox, ended.token)).toBeDefined();
  });

  it('lets a network try only so many links that do not work, and opens those that do', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentee');
    const statuses: number[] = [];
    for (let time = 0; time < 25; time += 1) statuses.push((await open(inbox, `/my/guess${String(time)}/`)).status);
    expect(statuses.slice(0, 20).every((status) => status === 404)).toBe(true);
    expect(statuses.slice(20).every((status) => status === 429)).toBe(true);
    expect((await open(inbox, path)).status).toBe(200);
  });
});

describe('a new link', () => {
  it('goes to the stored address only, ends the one before, and is answered the same for every address', async () => {
    const inbox = await openTestInbox();
    const { path, email } = await sent(inbox, 'mentee');
    await mails(inbox);
    const [known, unknown] = [
      await inbox.press('/my/', { email: ` ${email.toUpperCase()}` }),
      await inbox.press('/my/', { email: 'nobody@example.org' }),
    ];
    expect(known.status).toBe(200);
    expect(await known.text()).toBe(await unknown.text());
    const [mail, ...others] = await mails(inbox);
    expect([mail?.to, others.length]).toEqual([email, 0]);
    expect(linkIn(mail!)).not.toBe(path);
    expect((await open(inbox, path)).status).toBe(404);
    expect((await open(inbox, linkIn(mail!)!)).status).toBe(200);
  });

  it('is sent three times an hour at most, whatever is asked', async () => {
    const inbox = await openTestInbox();
    const { email } = await sent(inbox, 'mentee');
    await mails(inbox);
    for (let time = 0; time < 5; time += 1) expect((await inbox.press('/my/', { email })).status).toBe(200);
    expect(await mails(inbox)).toHaveLength(3);
  });

  it('asks for an address that can be one', async () => {
    const inbox = await openTestInbox();
    const response = await inbox.press('/my/', { email: 'ada at example' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Enter an email address in the correct format');
  });
});

describe('my application', () => {
  it.each(['mentee', 'mentor', 'ask'] as const)('says where a %s stands, and a look changes nothing', async (form) => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, form);
    const before = await inbox.store.auditLength();
    for (const step of ['', 'change/', 'withdraw/', 'erase/', 'copy/', 'data/'])
      expect((await open(inbox, path + step)).status).toBe(200);
    for (const step of ['pause/', 'resume/', 'one-more/']) {
      const response = await open(inbox, path + step, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([303, path]);
    }
    expect((await open(inbox, `${path}toString/`)).status).toBe(404);
    expect(await inbox.store.auditLength()).toBe(before);
    const page = (await inbox.open(path)).page;
    expect(page).toContain((await stored(inbox, name)).reference);
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script data-keep="typed">']);
    if (form === 'mentee') {
      expect(page).toContain('We have your application');
      expect(page).toContain('11.59pm on Thursday 11\u00a0February 2027');
      expect(page).toContain('Friday 5\u00a0March 2027');
    }
  });

  it('posts back the same answers unchanged', async () => {
    for (const form of ['mentee', 'mentor', 'ask'] as const) {
      const inbox = await openTestInbox();
      const { name, path } = await sent(inbox, form);
      const before = await answersIn(inbox, name);
      const page = (await inbox.open(`${path}change/`)).page;
      const response = await inbox.press(`${path}change/`, fieldsIn(page));
      expect([form, response.status, response.headers.get('location')]).toEqual([
        form,
        303,
        expect.stringMatching(/done=same$/),
      ]);
      expect(await answersIn(inbox, name)).toEqual(before);
    }
  });

  it('shows a stored phone number and zone to change as people write them, and takes them back as they were', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentee', { phone: '+39 06 698 12345', timeZone: 'Roma' });
    const before = await answersIn(inbox, name);
    expect(before).toMatchObject({ phone: '+390669812345', timeZone: 'Europe/Rome' });
    const fields = fieldsIn((await inbox.open(`${path}change/`)).page);
    expect(fields).toMatchObject({ phone: '+39 06 6981 2345', timeZone: 'Rome' });
    expect((await inbox.press(`${path}change/`, fields)).headers.get('location')).toMatch(/done=same$/);
    expect(await answersIn(inbox, name)).toEqual(before);
  });

  it('changes answers by the rules of the form, keeps those before, and shows both to staff', async () => {
    const inbox = await openStaffInbox();
    const { name, path } = await sent(inbox, 'mentee', { adjustments: 'A quiet room' });
    await inbox.store.markRead(name, 'kim');
    await mails(inbox);
    const before = await answersIn(inbox, name);
    const fields = fieldsIn((await inbox.open(`${path}change/`)).page);
    const wrong = await inbox.press(`${path}change/`, { ...fields, goals: 'Too short' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('data-error-summary');
    const goals = 'I want to learn how publishing houses choose their books, and to have a portfolio by June.';
    const change = { ...fields, goals, adjustments: 'Captions in calls', email: 'other@example.org' };
    expect((await inbox.press(`${path}change/`, change)).headers.get('location')).toMatch(/done=changed$/);
    const after = await answersIn(inbox, name);
    expect(after).toEqual({ ...before, goals, adjustments: 'Captions in calls' });
    expect((await inbox.store.unreadOf('kim', [(await stored(inbox, name)).seq])).size).toBe(1);
    expect((await inbox.store.enclosures(name)).map(({ kind }) => kind).sort()).toEqual(['adjustments', 'version']);
    expect((await mails(inbox)).map(({ subject, to }) => [subject.replace(/ \(.*/, ''), to])).toEqual([
      ['We have your changes', before['email']],
    ]);
    // The form from before, in another tab.
    const late = await inbox.press(`${path}change/`, { ...fields, goals: `${goals} And soon.` });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('And soon.');
    const page = await (await inbox.get(`/inbox/mentee/${name.submissionId}/`, await inbox.login())).text();
    expect(page).toContain('Changed by the applicant');
    expect(page).toContain('A quiet room');
    expect((await verifyStore(inbox.store, inbox.vault)).problems).toEqual([]);
  });

  it('shows an address in the letters in which it was typed', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentor', { email: 'seun@exämple.com' });
    for (const each of [path, `${path}change/`]) {
      const page = (await inbox.open(each)).page.replaceAll('<wbr>', '');
      expect(page).toContain('seun@exämple.com');
      expect(page).not.toContain('xn--');
    }
  });

  it('keeps what two windows changed, and asks before it saves the second', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentee', { phone: '+39 06 698 12345', experience: 'A bookshop.' });
    const seen = fieldsIn((await inbox.open(`${path}change/`)).page);
    const first = { ...seen, fullName: 'Zoë Łukasiewicz', course: 'History BA', phone: '' };
    await inbox.press(`${path}change/`, first);
    const late = await inbox.press(`${path}change/`, {
      ...seen,
      course: 'Économie',
      experience: '',
      windows: 'weekend',
    });
    expect(late.status).toBe(409);
    const both = fieldsIn(await late.text());
    const expected = { fullName: 'Zoë Łukasiewicz', course: 'Économie', windows: 'weekend' };
    expect(both).toMatchObject({ ...expected, phone: '', experience: '' });
    expect((await inbox.press(`${path}change/`, both)).headers.get('location')).toMatch(/done=changed$/);
    const stored = await answersIn(inbox, name);
    expect(stored).toMatchObject({ ...expected, windows: ['weekend'] });
    expect([stored['phone'], stored['experience']]).toEqual([undefined, undefined]);
  });

  it('takes no changes after the round closed, and says so', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentee');
    const fields = fieldsIn((await inbox.open(`${path}change/`)).page);
    inbox.setClock('2027-02-12T00:00:00Z');
    expect((await inbox.open(path)).page).toContain('The round has closed');
    const goals = 'I want to learn how publishing houses choose their books, and to have a portfolio by June.';
    expect((await inbox.press(`${path}change/`, { ...fields, goals })).headers.get('location')).toMatch(/done=late$/);
    expect((await answersIn(inbox, name))['goals']).not.toBe(goals);
  });

  it('answers as for a link that is gone when a second click erases at the same moment', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentee');
    vi.spyOn(inbox.store, 'find').mockResolvedValueOnce(undefined);
    expect((await inbox.press(`${path}erase/`, { sure: 'yes' })).status).toBe(404);
  });

  it('allows its own script and no other, and no other page that the server makes has any', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentee');
    const scriptsOf = ({ headers }: Response) =>
      headers
        .get('content-security-policy')!
        .split('; ')
        .filter((directive) => directive.startsWith('script-src'));
    const own = await open(inbox, path);
    const [, script] = /<script data-keep="typed">([^]*?)<\/script>/.exec(await own.clone().text())!;
    const hash = createHash('sha256').update(script!).digest('base64');
    expect(scriptsOf(own)).toEqual([`script-src 'sha256-${hash}'`]);
    for (const other of ['/inbox/', '/inbox/login/', '/healthz', '/f/none'])
      expect(scriptsOf(await open(inbox, other)), other).toEqual([]);
  });

  it('neither withdraws nor takes a break by a button alone, which some mail scanners press', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentor');
    const before = await stored(inbox, name);
    const withdrawn = await inbox.press(`${path}withdraw/`);
    expect([withdrawn.status, await withdrawn.text()]).toEqual([
      422,
      expect.stringContaining('Tick the box to withdraw'),
    ]);
    const unpaused = await inbox.press(`${path}pause/`);
    expect([unpaused.status, await unpaused.text()]).toEqual([
      422,
      expect.stringMatching(/<title>Error: [\s\S]*href="#sure">Tick the box to take a break[\s\S]*id="sure-error"/),
    ]);
    expect(await stored(inbox, name)).toEqual(before);
  });

  it('withdraws once, ends the match and tells the other side', async () => {
    const inbox = await openTestInbox();
    const [mentee, mentor] = [await sent(inbox, 'mentee'), await sent(inbox, 'mentor')];
    await inbox.store.match({ mentee: mentee.name, mentor: mentor.name }, 1, false, kim);
    await mails(inbox);
    expect((await inbox.open(mentee.path)).page).toContain('Your mentor is');
    expect((await inbox.open(`${mentee.path}withdraw/`)).page).toContain('Your match ends');
    const answers = await Promise.all([1, 2, 3].map(() => inbox.press(`${mentee.path}withdraw/`, { sure: 'yes' })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await stored(inbox, mentee.name)).status).toBe('withdrawn');
    expect((await stored(inbox, mentor.name)).status).toBe('eligible');
    expect((await inbox.store.matchHistory(mentee.name))[0]?.ended).toMatchObject({
      actor: 'applicant',
      outcome: 'ended-early',
      reason: 'mentee-left',
    });
    expect((await mails(inbox)).map(({ subject, to }) => [subject.replace(/ \(.*/, ''), to]).sort()).toEqual(
      [
        ['Your mentoring match has ended', mentor.email],
        ['Your application is withdrawn', mentee.email],
      ].sort(),
    );
  });

  it('speaks of an email about a match, or a refusal, only to whom one was sent', async () => {
    const inbox = await openTestInbox();
    const [mentee, mentor] = [await sent(inbox, 'mentee'), await sent(inbox, 'mentor', { capacity: '2' })];
    const pages = async () => Promise.all([mentee, mentor].map(async ({ path }) => (await inbox.open(path)).page));
    await inbox.store.match({ mentee: mentee.name, mentor: mentor.name }, 2, false, kim);
    for (const page of await pages()) {
      expect(page).not.toContain('Our email');
      expect(page).toContain('If you do not know how to reach each other');
    }
    await inbox.store.endMatches(
      [{ mentee: mentee.name, mentor: mentor.name, next: 'matching', outcome: 'never-met', reason: null }],
      false,
      kim,
    );
    await inbox.store.match({ mentee: mentee.name, mentor: mentor.name }, 2, true, {
      ...kim,
      at: '2027-01-09T10:00:00.000Z',
    });
    for (const page of await pages()) expect(page).toContain('Our email says how to reach each other');
    const refused = await sent(inbox, 'mentor', { email: 'other@example.com' });
    await inbox.store.change([refused.name], { status: 'declined' }, kim);
    expect((await inbox.open(refused.path)).page).toMatch(/could not take your offer(?![\s\S]*Our email)/);
  });

  it('does not say that something was not saved to those who only opened a page that is over', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentee');
    await inbox.press(`${path}withdraw/`, { sure: 'yes' });
    for (const page of ['change/', 'withdraw/']) {
      const location = (await open(inbox, `${path}${page}`)).headers.get('location')!;
      const shown = (await inbox.open(location)).page;
      expect(shown, page).toContain('This application is withdrawn');
      expect(shown, page).toContain('That is done already, or no longer possible');
      expect(shown, page).not.toContain('Not saved');
      expect(shown, page).toContain(`<a href="${formPath('mentee')}">Apply for a mentor</a>`);
    }
  });

  it('says what was done for a minute, and no longer to whoever kept the address', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentor');
    const kept = (await inbox.press(`${path}pause/`, { sure: 'yes' })).headers.get('location')!;
    expect((await inbox.open(kept)).page).toContain('Saved. Your break has begun');
    inbox.setClock('2027-01-15T12:01:01.000Z');
    expect((await inbox.open(kept)).page).not.toContain('Saved. Your break has begun');
    expect((await inbox.open(`${path}?done=paused`)).page).not.toContain('Saved. Your break has begun');
  });

  it('tells a mentor who answers questions only of a break without a word of mentees', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentor', { programmes: site.schemes.question!.page, months: 'mar' });
    for (const [act, news] of [
      ['pause/', 'Your break has begun'],
      ['resume/', 'Your break is over'],
    ]) {
      const { page } = await inbox.open((await inbox.press(`${path}${act}`, { sure: 'yes' })).headers.get('location')!);
      expect(page).toContain(news);
      expect(page, act).not.toMatch(/new mentee|get mentees/);
    }
  });

  it('frees the mentees of a mentor who withdraws', async () => {
    const inbox = await openTestInbox();
    const [mentee, mentor] = [await sent(inbox, 'mentee'), await sent(inbox, 'mentor')];
    await inbox.store.match({ mentee: mentee.name, mentor: mentor.name }, 1, false, {
      at: openDay,
      actor: 'staff:kim',
    });
    await inbox.press(`${mentor.path}withdraw/`, { sure: 'yes' });
    expect((await stored(inbox, mentor.name)).status).toBe('withdrawn');
    expect((await stored(inbox, mentee.name)).status).toBe('matching');
    expect(await inbox.store.matches()).toEqual([]);
  });

  it('withdraws a question with its meeting', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'ask');
    await inbox.press(`${path}withdraw/`, { sure: 'yes' });
    expect((await stored(inbox, name)).status).toBe('closed');
    expect((await inbox.open(path)).page).toContain('This question is closed');
  });

  it('erases all of it after a tick, and tells the other side first', async () => {
    const inbox = await openTestInbox();
    const [mentee, mentor] = [await sent(inbox, 'mentee'), await sent(inbox, 'mentor')];
    await inbox.store.match({ mentee: mentee.name, mentor: mentor.name }, 1, false, {
      at: openDay,
      actor: 'staff:kim',
    });
    await mails(inbox);
    expect((await inbox.press(`${mentee.path}erase/`)).status).toBe(422);
    expect(await inbox.store.find(mentee.name)).toBeDefined();
    expect((await inbox.press(`${mentee.path}erase/`, { sure: 'yes' })).status).toBe(200);
    expect(await inbox.store.find(mentee.name)).toBeUndefined();
    expect((await open(inbox, mentee.path)).status).toBe(404);
    expect((await mails(inbox)).map(({ to }) => to)).toEqual([mentor.email]);
  });

  it('says so when answers cannot be read, and shows those that are stored', async () => {
    const inbox = await openTestInbox();
    const { path } = await sent(inbox, 'mentee', { experience: 'I ran a reading group.' });
    const fields = fieldsIn((await inbox.open(`${path}change/`)).page);
    const response = await inbox.press(`${path}change/`, { ...fields, experience: 'x'.repeat(20_001) });
    const page = await response.text();
    expect([response.status, page.includes('Not saved: ')]).toEqual([422, true]);
    expect(page).toContain('I ran a reading group.');
    expect(page).not.toContain('data-error-summary');
    expect((await inbox.press(`${path}change/`, fieldsIn(page))).headers.get('location')).toMatch(/done=same$/);
  });

  it('gives a copy for people and one for programs, with the answers before a change', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentee');
    const fields = fieldsIn((await inbox.open(`${path}change/`)).page);
    await inbox.press(`${path}change/`, { ...fields, experience: 'I ran a reading group.' });
    await inbox.store.addNote(
      name,
      inbox.vault.seal('{"by":"kim","text":"secretnote"}', `mentee|${name.submissionId}|note`),
      {
        at: openDay,
        actor: 'staff:kim',
      },
    );
    const copy = await open(inbox, `${path}copy/`);
    expect(copy.headers.get('content-disposition')).toContain('.txt');
    const text = await copy.text();
    expect(text).toContain('I ran a reading group.');
    const data = (await (await open(inbox, `${path}data/`)).json()) as Record<string, unknown>;
    expect(data).toMatchObject({ form: 'mentee', answers: { experience: 'I ran a reading group.' } });
    expect(data['earlier_answers']).toHaveLength(1);
    expect(text + JSON.stringify(data)).not.toContain('secretnote');
  });
});

describe('a mentor', () => {
  it('takes a break and comes back with the status of before', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentor');
    const status = async () => (await stored(inbox, name)).status;
    for (const [before, after] of [
      ['new', 'new'],
      ['suspect', 'suspect'],
      ['eligible', 'eligible'],
      ['matching', 'matching'],
      ['matched', 'eligible'],
    ] as const) {
      await inbox.store.change([name], { status: before }, kim);
      await inbox.press(`${path}pause/`, { sure: 'yes' });
      await inbox.press(`${path}pause/`, { sure: 'yes' });
      expect(await status()).toBe('paused');
      const mentee = await sent(inbox, 'mentee');
      expect(
        await inbox.store.match({ mentee: mentee.name, mentor: name }, 3, false, { at: openDay, actor: 'x' }),
      ).toBe('not open');
      await inbox.press(`${path}resume/`);
      expect(await status()).toBe(after);
    }
  });

  it('does not end a break that staff decided', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentor');
    const status = async () => (await stored(inbox, name)).status;
    await inbox.store.change([name], { status: 'paused' }, kim);
    const page = (await inbox.open(path)).page;
    expect(page).toContain('decided on this break, and ends it');
    expect(page).not.toContain('I am back');
    await inbox.press(`${path}resume/`);
    expect(await status()).toBe('paused');
    // Their own break after that is theirs to end.
    await inbox.store.change([name], { status: 'matching' }, kim);
    await inbox.press(`${path}pause/`, { sure: 'yes' });
    await inbox.press(`${path}resume/`);
    expect(await status()).toBe('matching');
  });

  it('is erased only after each mentee is told, even if staff have declined the offer', async () => {
    const inbox = await openTestInbox();
    for (const status of ['matching', 'declined'] as const) {
      const [mentee, mentor] = [await sent(inbox, 'mentee'), await sent(inbox, 'mentor')];
      await inbox.store.match({ mentee: mentee.name, mentor: mentor.name }, 2, false, kim);
      await inbox.store.change([mentor.name], { status }, kim);
      await Promise.all([1, 2].map(() => inbox.press(`${mentor.path}erase/`, { sure: 'yes' })));
      expect(await inbox.store.find(mentor.name)).toBeUndefined();
      const kinds = (await inbox.store.mailOf(mentee.name)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'match-ended')).toHaveLength(1);
    }
  });

  it('who only answers questions is told of questions, not of mentees or places', async () => {
    const inbox = await openTestInbox();
    const { question } = site.schemes;
    const { name, path } = await sent(inbox, 'mentor', { programmes: question!.page, months: 'jan' });
    await inbox.store.change([name], { status: 'eligible' }, kim);
    const read = async () => (await inbox.open(path)).page;
    expect(await read()).toContain('We write to you when there is a question that you can answer.');
    expect(await read()).toContain('take no mentee.');
    expect(await read()).not.toMatch(/free place|mentees who fit/);
    await inbox.press(`${path}pause/`, { sure: 'yes' });
    expect(await read()).toContain('You get no question until you say that you are back.');
  });

  it('takes one mentee more, once for each number', async () => {
    const inbox = await openTestInbox();
    const { name, path } = await sent(inbox, 'mentor', { capacity: '1' });
    await inbox.store.change([name], { status: 'matched' }, kim);
    await Promise.all([1, 2].map(() => inbox.press(`${path}one-more/`, { places: '1' })));
    expect((await answersIn(inbox, name))['capacity']).toBe('2');
    expect((await stored(inbox, name)).status).toBe('eligible');
    await inbox.press(`${path}one-more/`, { places: '2' });
    await inbox.press(`${path}one-more/`, { places: '3' });
    expect((await answersIn(inbox, name))['capacity']).toBe('3');
    expect((await inbox.open(path)).page).not.toContain('Take one more');
  });
});

describe('somebody who sends a form twice, as from two tabs', () => {
  it.each([
    ['mentee', 'application'],
    ['mentor', 'offer'],
  ] as const)(
    'as a %s, is told that the first %s counts, by email and page, until they withdraw it',
    async (form, called) => {
      const inbox = await openTestInbox();
      const first = await sent(inbox, form);
      const second = await sent(inbox, form, { email: first.email, fullName: 'Ada Again' });
      const { reference } = await stored(inbox, first.name);
      const told = async () => {
        const page = (await inbox.open(second.path)).page;
        return [page.includes(`Your earlier ${called} counts`), page.includes(reference)];
      };
      expect(await told()).toEqual([true, true]);
      expect((await inbox.open(second.path)).page).toMatch(/You sent us one at [^<]+ on [^<]+, with the reference/);
      expect((await inbox.open(first.path)).page).toContain(`We have your ${called}`);
      const receipts = (await mails(inbox)).filter(({ kind }) => kind === 'receipt').map(({ text }) => text);
      expect(receipts.map((text) => text.includes(`before, with the reference ${reference}`))).toEqual([false, true]);
      await inbox.press(`${first.path}withdraw/`, { sure: 'yes' });
      expect((await stored(inbox, first.name)).status).toBe('withdrawn');
      expect(await told()).toEqual([false, false]);
    },
  );

  it('is told no such thing by a mentor’s offer that ends before the mentoring begins', async () => {
    const inbox = await openTestInbox();
    const first = await sent(inbox, 'mentor', { keepUntil: '2027-03-01' });
    const second = await sent(inbox, 'mentor', { email: first.email });
    expect((await inbox.open(second.path)).page).toContain('We have your offer');
    expect((await mails(inbox)).map(({ text }) => text).join('')).not.toContain('before, with the reference');
  });

  it('is told no such thing when the first looked like a machine’s', async () => {
    const inbox = await openTestInbox();
    const first = answersOf('mentee', { elapsed: '1999' });
    await inbox.postJson('mentee', first);
    const second = await sent(inbox, 'mentee', { email: String(first['email']) });
    expect((await inbox.open(second.path)).page).toContain('We have your application');
    expect((await mails(inbox)).map(({ text }) => text).join('')).not.toContain('before, with the reference');
  });

  it('may ask two questions: each counts', async () => {
    const inbox = await openTestInbox();
    const first = await sent(inbox, 'ask');
    const second = await sent(inbox, 'ask', { email: first.email });
    expect((await inbox.open(second.path)).page).toContain('We have your question');
  });
});
