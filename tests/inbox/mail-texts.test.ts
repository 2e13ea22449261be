import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTemplate, writeTemplate } from '#inbox/mail/templates.ts';
import { whenOf } from '#inbox/staff/content/texts-page.ts';
import { openDay, templates } from './support/inbox.ts';
import { mails } from './support/mails.ts';
import { auditOf, deeds } from './support/staff.ts';
import { openWork } from './support/work.ts';

const path = '/inbox/texts/receipt-mentee/';
const text = { subject: 'Thank you ({{reference}})', body: 'Dear {{name}},\n\nYour page: <{{my}}>\n\n{{team}}' };

describe('the file of a mail', () => {
  it.each(
    ['content/mail', 'starter/content/mail'].flatMap((folder) =>
      readdirSync(folder).map((name) => `${folder}/${name}`),
    ),
  )('%s stays as it is, to the byte, where nothing is changed', (file) => {
    const written = readFileSync(file, 'utf8');
    expect(writeTemplate(written, readTemplate(/([^/]+)\.md$/.exec(file)![1]!, written))).toBe(written);
  });

  it('keeps what is not changed, and quotes a subject where it must', () => {
    const before = '---\nsubject: "Hello: you" # kept\n---\n\nOne.\n\nTwo. {{my}}\n';
    expect(writeTemplate(before, { subject: 'Hello: you', body: 'Three.' })).toBe(
      '---\nsubject: "Hello: you" # kept\n---\n\nThree.\n',
    );
    const other = writeTemplate(before, { subject: 'Dear #1: {{name}}', body: 'One.\n\nTwo. {{my}}' });
    expect(readTemplate('receipt-ask', other)).toEqual({ subject: 'Dear #1: {{name}}', body: 'One.\n\nTwo. {{my}}' });
  });

  it.each([
    ...['check-in-start', 'offer-mentor', 'question-mentor', 'times-wanted-mentor', 'times-ask', 'link', 'stay-mentor'],
    ...['receipt-mentee', 'receipt-mentor', 'receipt-ask', 'imported-mentor'],
  ])('%s must have the page to which it leads', (name) => {
    expect(() => readTemplate(name, '---\nsubject: A\n---\nPlease answer.\n')).toThrow(
      /has no \{\{(link|my)\}\}, the secret link/,
    );
  });
});

it.each([...templates.keys()])('%s is listed with when it goes out', (name) => {
  expect(whenOf(name)).not.toContain(`the status ${name},`);
});

describe('the text of a mail', () => {
  it('is shown with the data of somebody who applied, and changes what goes out once it is saved', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example' });
    expect(await work.read('/inbox/texts/')).toContain('receipt-mentee');
    const looked = await (await work.save(path, { ...text, act: 'look' })).text();
    expect(looked).toContain('Not saved yet');
    expect(looked).toMatch(/As Ada Example would get it[\s\S]*Dear Ada Example,/);
    expect(looked).not.toMatch(/\/my\/[\w-]{20}/);
    expect(await work.store.contentChanges()).toEqual([]);
    const save = () => work.save(path, { ...text, after: '0', act: 'save' });
    // However often the button is pressed.
    for (const { headers } of [...(await Promise.all([save(), save()])), await save()])
      expect(headers.get('location')).toBe(`${path}?done=saved`);
    expect(await work.store.contentChanges()).toHaveLength(1);
    const [receipt] = (await mails(work)).filter(({ kind }) => kind === 'receipt');
    expect(receipt?.subject).toMatch(/^Thank you \(\w{8}\)$/);
    expect(receipt?.text).toMatch(/^Dear Ada Example,\n\nYour page: http:\/\/localhost:4321\/my\/[\w-]+/);
    const file = await work.get('/inbox/texts/receipt-mentee.md', work.cookie);
    expect(await file.text()).toBe(`---\nsubject: Thank you ({{reference}})\n---\n\n${text.body}\n`);
    expect(deeds(await auditOf(work))).toContain('staff:lee content changed mail/receipt-mentee.md');
  });

  it.each([
    [{ body: 'Dear {{nmae}}' }, 'uses {{nmae}}, which this mail has not. It has: name, reference'],
    [{ subject: '' }, 'Enter a subject'],
    [{ subject: 'a\nb' }, 'one line'],
    [{ subject: 'a'.repeat(121) }, '120 characters'],
    [{ body: '  ' }, 'Write the mail'],
    [{ body: 'a'.repeat(5_001) }, '5,000 characters'],
    [{ body: 'See <{{site}}/nowhere/> {{my}}' }, 'The site has no page /nowhere/'],
  ])('is refused with %o: by the rules of its file, at any button', async (wrong, words) => {
    const work = await openWork('lee');
    const dist = join(work.folder, 'dist');
    mkdirSync(join(dist, 'guidance'), { recursive: true });
    for (const page of ['index.html', 'guidance/index.html']) writeFileSync(join(dist, page), '');
    for (const act of ['look', 'save', 'test']) {
      const refused = await work.save(path, { ...text, ...wrong, after: '0', act, test: 'me@example.org' });
      const page = (await refused.text()).replaceAll('&quot;', '"');
      expect([refused.status, page]).toEqual([422, expect.stringContaining(words)]);
    }
    expect(
      (await work.save(path, { ...text, body: 'See <{{site}}/guidance/> {{my}}', after: '0', act: 'look' })).status,
    ).toBe(200);
    expect(await work.store.contentChanges()).toEqual([]);
  });

  it('is tested with a mail to oneself only', async () => {
    const work = await openWork('lee');
    await work.sent('mentor', { fullName: 'Grace Example' });
    await mails(work);
    const offer = { subject: 'A mentee', body: 'Dear {{name}}, answer by {{answerUntil}}: <{{link}}>' };
    const tested = await work.save('/inbox/texts/offer-mentor/', { ...offer, act: 'test', test: 'me@example.org' });
    expect(await tested.text()).toContain('A test is on its way to me@example.org');
    const out = await mails(work);
    expect(out.map(({ to, subject }) => [to, subject])).toEqual([['me@example.org', 'A mentee']]);
    expect(out[0]!.text).toBe(
      'Dear Grace Example, answer by Wednesday 20\u00a0January 2027: http://localhost:4321/my/\n',
    );
    expect(await work.store.contentChanges()).toEqual([]);
  });

  it.each([
    ['introduction', 'Ada Example', /Dear Ada Example, dear Grace Example[\s\S]*ada@my\.northbridge\.example/],
    ['check-in-start', 'Ada Example', /Have you met Grace Example yet\?[\s\S]*http:\/\/localhost:4321\/my\//],
    ['match-ended-mentor', 'Grace Example', /Ada Example/],
    ['offer-mentor', 'Grace Example', /by Wednesday 20\u00a0January 2027[\s\S]*http:\/\/localhost:4321\/my\//],
  ])('of %s is shown with the data of a pair, matched or not yet', async (name, to, words) => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example', email: 'ada@my.northbridge.example' });
    await work.sent('mentor', { fullName: 'Grace Example' });
    const page = await work.read(`/inbox/texts/${name}/`);
    expect(page).toMatch(new RegExp(`As ${to} would get it`));
    const [mail = ''] = /<h2>As [\s\S]*/.exec(page)!;
    expect(mail).toMatch(words);
    expect(mail.replace('in [brackets]', '')).not.toMatch(/\[\w+\]/);
  });

  it('keeps nothing of the other of a pair in its tests when they are erased', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example' });
    await work.sent('mentor', { fullName: 'Grace Example' });
    const own = work.content.templates.get('introduction')!;
    await work.save('/inbox/texts/introduction/', { ...own, act: 'test', test: 'lee@team.example' });
    const [test] = (await mails(work)).filter(({ kind }) => kind === 'test');
    expect(test?.text).toMatch(/Ada Example[\s\S]*Grace Example/);
    const [mentee, mentor] = await Promise.all(
      (['mentee', 'mentor'] as const).map(
        async (form) => (await work.store.list({ form, order: 'newest', limit: 1 }))[0]!,
      ),
    );
    const tests = async () => (await work.store.mailOf(mentee!)).filter(({ kind }) => kind === 'test').length;
    expect(await tests()).toBe(1);
    await work.store.erase([mentor!], { at: openDay, actor: 'staff:lee' });
    expect(await tests()).toBe(0);
  });

  it('is found by its subject and by who gets it', async () => {
    const work = await openWork('lee');
    const page = await work.read('/inbox/texts/');
    const rows = [
      ...page.matchAll(/<a href="\/inbox\/texts\/([\w-]+)\/">([^<]+)<[\s\S]*?data-label="Goes to">([^<]+)</g),
    ];
    expect(rows.map(([, name]) => name).sort()).toEqual([...work.content.templates.keys()].sort());
    expect(rows.map(([, ...row]) => row)).toContainEqual(['receipt-mentee', 'We have your application', 'A mentee']);
    expect(page).not.toContain('{{');
    // Two mails may have one subject: when each goes out tells them apart.
    const whens = [...page.matchAll(/data-label="When">([^<]+)</g)].map(([, words], at) =>
      [...rows[at]!.slice(2), words].join(),
    );
    expect(whens).toHaveLength(rows.length);
    expect(new Set(whens).size).toBe(whens.length);
  });

  it('keeps its versions, can begin with an earlier one, and goes back to the site’s own file', async () => {
    const work = await openWork('lee');
    const own = work.content.text('mail/receipt-mentee.md');
    await work.save(path, { ...text, after: '0', act: 'save' });
    const first = work.content.changesOf('mail/receipt-mentee.md').at(-1)!.seq;
    await work.save(path, { ...text, body: 'Second. {{my}}', after: String(first), act: 'save' });
    const page = await work.read(path);
    expect(page).toMatch(/<h2>Versions<\/h2>[\s\S]*Second\.[\s\S]*Your page/);
    const second = work.content.changesOf('mail/receipt-mentee.md').at(-1)!.seq;
    const reset = await work.save(path, { after: String(second), act: 'file' });
    expect(reset.headers.get('location')).toBe(`${path}?done=file`);
    expect(work.content.text('mail/receipt-mentee.md')).toBe(own);
    expect(await work.read(path)).not.toContain('Download receipt-mentee.md');
  });

  it('of two admins at once: the second keeps what was typed and is told', async () => {
    const work = await openWork('lee');
    await work.save(path, { ...text, after: '0', act: 'save' });
    const late = await work.save(path, { ...text, body: 'Mine. {{my}}', after: '0', act: 'save' });
    const page = await late.text();
    expect([late.status, page]).toEqual([409, expect.stringContaining('meanwhile lee has changed this text')]);
    expect(page).toContain('Mine. {{my}}</textarea>');
    expect(work.content.templates.get('receipt-mentee')?.body).toBe(text.body);
    const double = await Promise.all(
      [1, 2].map(() =>
        work.save(path, {
          ...text,
          body: 'Last. {{my}}',
          after: String(work.content.changesOf('mail/receipt-mentee.md').at(-1)!.seq),
          act: 'save',
        }),
      ),
    );
    expect(double.map(({ status }) => status).sort()[0]).toBe(303);
    expect(await work.store.contentChanges()).toHaveLength(2);
  });
});
