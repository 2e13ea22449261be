import '../support/in-london.ts';
import { describe, expect, it } from 'vitest';
import { openMailContent } from '#inbox/submissions/sealed-content.ts';
import { openDay } from './support/inbox.ts';
import { mails } from './support/mails.ts';
import { hiddenIn, nameOfPath, openWork, type Work } from './support/work.ts';

const written = { subject: 'The briefing ({{reference}})', body: 'Dear {{name}},\n\nYour page: <{{my}}>\n\n{{team}}' };

const [early, due] = ['2027-01-15T12:09:59.000Z', '2027-01-15T12:10:00.000Z'];

const write = (work: Work, fields: Record<string, string> = {}) =>
  work.save('/inbox/mail/', { view: 'form=mentee', ...written, ...fields });

const codeIn = (page: string) => /name="code" value="([\da-f]{32})"/.exec(page)![1]!;

/** Opens an inbox with three mentees and a mentor whose receipts are sent. */
async function openGroup(): Promise<Work & { paths: string[] }> {
  const work = await openWork();
  const paths = [
    await work.sent('mentee', { fullName: 'Ada Example' }),
    await work.sent('mentee', {
      fullName: 'Kit Example',
      email: 'w7654321@my.northbridge.example',
      studentNumber: 's7654321',
    }),
  ];
  await work.sent('mentor');
  await mails(work);
  return { ...work, paths };
}

async function send(work: Work): Promise<string> {
  const code = codeIn(await (await write(work)).text());
  const response = await write(work, { act: 'send', code });
  expect(response.status).toBe(303);
  return response.headers.get('location')!;
}

/** Presses “Undo” on a page of the mail that was opened before. */
const undo = (work: Work, path: string, page: string) => work.save(path, hiddenIn(page));

describe('a mail to a group', () => {
  it('is offered for what the list shows, and shown as each of them gets it, without their secret link', async () => {
    const work = await openGroup();
    expect(await work.read('/inbox/?form=mentee')).toContain('href="/inbox/mail/?form=mentee"');
    expect(await work.read('/inbox/mail/?form=mentee')).toContain('<strong>2 people</strong>');
    for (const page of [await work.read('/inbox/mail/'), await work.read('/inbox/')]) {
      expect(page).not.toContain('name="body"');
      expect(page).not.toContain('Write to all 3');
    }
    const first = await (await write(work)).text();
    const second = await (await write(work, { at: '1' })).text();
    expect([first, second].map((page) => /Dear (\w+ \w+),/.exec(page)?.[1]).sort()).toEqual([
      'Ada Example',
      'Kit Example',
    ]);
    expect(first + second).not.toMatch(/\/my\/[\w-]{43}/);
    expect(await mails(work)).toEqual([]);
  });

  it('goes out after ten minutes, once however often and by whomever it is sent, and stands at each person', async () => {
    const work = await openGroup();
    const lee = await work.login('lee');
    const code = codeIn(await (await write(work)).text());
    const clicks = await Promise.all([
      write(work, { act: 'send', code }),
      write(work, { act: 'send', code }),
      write(
        {
          ...work,
          cookie: lee,
          save: (path, fields) => work.send(path, fields, { Origin: 'http://localhost:4321', Cookie: lee }),
        },
        { act: 'send', code },
      ),
    ]);
    expect(new Set(clicks.map((response) => response.headers.get('location'))).size).toBe(1);
    // A start of the server makes failed mails due, but not these.
    await work.store.retryMail(openDay);
    expect(await mails(work, early)).toEqual([]);
    const out = await mails(work, due);
    expect(out.map(({ text }) => /Dear (\w+)/.exec(text)?.[1]).sort()).toEqual(['Ada', 'Kit']);
    expect(out.every(({ text }) => /\/my\/[\w-]{43}\//.test(text))).toBe(true);
    expect(await work.read(work.paths[0]!)).toContain('Mail to a group');
    const page = await work.read(clicks[0].headers.get('location')!);
    expect(page).toContain('2 of 2');
    expect(page).toContain('Kit Example');
    expect(page).not.toContain('Undo');
  });

  it('can be taken back until it goes out, and sent again after that', async () => {
    const work = await openGroup();
    const path = await send(work);
    const page = await work.read(path);
    expect(page).toContain('Goes out at 12.10pm on Friday 15\u00a0January 2027');
    const clicks = [...(await Promise.all([1, 2].map(() => undo(work, path, page)))), await undo(work, path, page)];
    for (const undone of await Promise.all(clicks.map((click) => click.text()))) {
      expect(undone).toContain('the mail was sent to nobody');
      // In the form again, to the same people, to be mended and sent.
      expect(undone).toMatch(
        /<form method="post" action="\/inbox\/mail\/">\s*<input type="hidden" name="view" value="form=mentee"/,
      );
      expect(undone).toContain(`value="${written.subject}"`);
      expect(undone).toMatch(/<textarea[^>]*>[^<]*Your page: &lt;\{\{my\}\}&gt;/);
    }
    expect(await mails(work, due)).toEqual([]);
    await send(work);
    expect(await mails(work, due)).toHaveLength(2);
    await work.save(path, {});
    expect(await work.read(path)).toContain('2 of 2');
  });

  it('keeps nothing of the words by which its people were searched for, who may be erased before others of them', async () => {
    const work = await openGroup();
    const view = { view: 'form=mentee&q=Example' };
    const code = codeIn(await (await write(work, view)).text());
    const path = (await write(work, { ...view, act: 'send', code })).headers.get('location')!;
    const queued = await work.store.groupMails(/[\da-f]{32}/.exec(path)![0]);
    expect(queued.map(({ to, content }) => openMailContent(work.vault, to, content))).toEqual([
      { written },
      { written },
    ]);
    const undone = await (await undo(work, path, await work.read(path))).text();
    expect(undone).toMatch(/Taken back[\s\S]*Your page: &lt;\{\{my\}\}&gt;/);
    expect(await mails(work, due)).toEqual([]);
  });

  it('that was taken back in part is sent again on the same day to those who did not get it', async () => {
    const work = await openGroup();
    const path = await send(work);
    const taken = await work.store.claimMail(due, '2027-01-15T13:00:00.000Z', '<taken@example.org>');
    expect((await work.save(path, {})).headers.get('location')).toBe(`${path}?undone=1`);
    expect(await work.read(`${path}?undone=1`)).toContain('Taken back: one mail. The others');
    await work.save(path, {});
    expect(await work.read(`${path}?undone=0`)).toContain('Nothing more was taken back');
    await work.store.settleMail(taken!, { sentAt: due });
    expect(await send(work)).toBe(path);
    const page = await work.read(path);
    expect(page).toContain('To one person. Until then');
    expect(page).toContain('1 of 2');
    const out = await mails(work, '2027-01-15T12:30:00.000Z');
    const first = (await work.store.find(taken!.name!))!.reference;
    expect(out.map(({ subject }) => [subject.startsWith('The briefing'), subject.includes(first)])).toEqual([
      [true, false],
    ]);
    expect(await work.read(path)).toContain('2 of 2');
  });

  it('says that it waits for the clock, and for whose word, after the server was off for days', async () => {
    const work = await openGroup();
    await work.store.seeClock(openDay);
    const path = await send(work);
    const later = '2027-01-18T12:00:00.000Z';
    await work.store.seeClock(later);
    work.setClock(later);
    const cookie = await work.login('kim');
    const page = async () => (await work.get(path, cookie)).text();
    expect(await mails(work, later)).toEqual([]);
    expect(await page()).toMatch(/Waits for the server’s clock[\s\S]*an admin says/);
    await work.store.confirmClock(later, { at: later, actor: 'staff:lee' });
    expect(await page()).toContain('Goes out now');
    expect(await mails(work, later)).toHaveLength(2);
  });

  it('goes to the people who were looked at, or to nobody', async () => {
    const work = await openGroup();
    const code = codeIn(await (await write(work)).text());
    await work.sent('mentee', {
      fullName: 'Zoe Example',
      email: 'w1111111@my.northbridge.example',
      studentNumber: 's1111111',
    });
    const response = await write(work, { act: 'send', code });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('the list has changed');
    expect((await mails(work, due)).filter(({ subject }) => subject.startsWith('The briefing'))).toEqual([]);
  });

  it('goes once to a person who applied twice', async () => {
    const work = await openGroup();
    await work.sent('mentee', { fullName: 'Ada Example' });
    await mails(work);
    await send(work);
    expect(await mails(work, due)).toHaveLength(2);
  });

  it('is tested to oneself, and the test is gone with the person whose data it has', async () => {
    const work = await openGroup();
    const wrong = await write(work, { act: 'test', test: 'kim' });
    expect(wrong.status).toBe(422);
    expect(await (await write(work, { act: 'test', test: 'kim@example.org' })).text()).toContain(
      'A test is on its way',
    );
    const [test, ...others] = await mails(work);
    expect([test?.to, others.length]).toEqual(['kim@example.org', 0]);
    expect(test!.text).not.toMatch(/\/my\/[\w-]{43}/);
    await work.store.erase(work.paths.map(nameOfPath), { at: openDay, actor: 'test' });
    expect(await mails(work, due)).toEqual([]);
  });

  it('is refused with the reason, and keeps what was written', async () => {
    const work = await openGroup();
    for (const [fields, reason] of [
      [{ subject: '' }, 'Enter a subject'],
      [{ body: 'Dear {{surname}}' }, '{{surname}}, which is not known'],
      [{ view: 'form=ask' }, 'Nobody in this list'],
    ] as const) {
      const response = await write(work, fields);
      const page = await response.text();
      expect([response.status, page.includes(reason)]).toEqual([422, true]);
      expect(page).toContain((fields as { body?: string }).body ?? 'Dear {{name}},');
    }
  });

  it('is read at once, whatever white space is in it', async () => {
    const work = await openGroup();
    const body = `{{${' '.repeat(4_000)}name`;
    const began = performance.now();
    expect((await write(work, { body })).status).toBe(422);
    expect(performance.now() - began).toBeLessThan(10_000);
    const spaced = await (await write(work, { body: 'Dear {{  name\n}},' })).text();
    expect(spaced).toMatch(/Dear (Ada|Kit) Example,/);
  });

  it('has no link to a page for messages to the team, which have none', async () => {
    const work = await openGroup();
    await work.sent('contact');
    const response = await write(work, { view: 'form=contact' });
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining('{{my}}, but 1 of these')]);
    expect((await write(work, { view: 'form=contact', body: 'Dear {{name}}' })).status).toBe(200);
  });

  it('is for officers', async () => {
    const work = await openWork('rae');
    expect((await work.get('/inbox/mail/', work.cookie)).status).toBe(403);
    expect((await write(work)).status).toBe(403);
  });
});
