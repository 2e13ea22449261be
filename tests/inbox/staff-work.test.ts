import { describe, expect, it } from 'vitest';
import { verifyStore } from '#inbox/cli/verify.ts';
import type { FormId } from '#forms/form.ts';
import { answersOf } from './support/answers.ts';
import { claimAll } from './support/claim-all.ts';
import { openStaffInbox, own, type StaffInbox } from './support/staff.ts';

interface Work extends StaffInbox {
  cookie: string;
  /** Sends one and gives the path of its page. */
  sent: (form: FormId, changes?: Record<string, string>) => Promise<string>;
  read: (path: string) => Promise<string>;
  save: (path: string, fields: Record<string, string>) => Promise<Response>;
}

async function openWork(name = 'kim'): Promise<Work> {
  const inbox = await openStaffInbox();
  const work: Work = {
    ...inbox,
    cookie: await inbox.login(name),
    async sent(form, changes = {}) {
      const answers = answersOf(form, changes);
      expect((await inbox.postJson(form, answers)).status).toBe(200);
      return `/inbox/${form}/${String(answers['submission_id'])}/`;
    },
    read: async (path) => (await inbox.get(path, work.cookie)).text(),
    save: (path, fields) => inbox.send(path, fields, { ...own, Cookie: work.cookie }),
  };
  return work;
}

/** Ids of the submissions that a list shows, in its order. */
const listed = (page: string) => [...page.matchAll(/<th scope="row"><a href="([^"]+)"/g)].map(([, path]) => path);

const nameOfPath = (path: string) => {
  const [, , form, submissionId] = path.split('/');
  return { form: form as FormId, submissionId: submissionId! };
};

describe('working on a submission', () => {
  it('saves status, colleague and note, and tells their history', async () => {
    const work = await openWork();
    const path = await work.sent('mentee');
    const response = await work.save(path, {
      was: 'new',
      status: 'eligible',
      assigned: 'lee',
      note: 'Rang her.\nShe prefers <mornings>.',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, `${path}?saved`]);
    const page = await work.read(`${path}?saved`);
    expect(page).toContain('Saved.');
    expect(page).toMatch(/class="label eligible">Eligible/);
    expect(page).toContain('New → Eligible');
    expect(page).toContain('Assigned to lee');
    expect(page).toContain('Rang her.\nShe prefers &lt;mornings&gt;.');
    expect(await work.store.find(nameOfPath(path))).toMatchObject({ status: 'eligible', assignedTo: 'lee' });
  });

  it('keeps notes encrypted, where verify reads them', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    await work.save(path, { was: 'new', status: 'new', assigned: '', note: 'canary in a note' });
    const [note] = await work.store.enclosures(nameOfPath(path));
    expect(Buffer.from(note!.content.box).toString('latin1')).not.toContain('canary');
    expect((await verifyStore(work.store, work.vault)).problems).toEqual([]);
  });

  it('changes nothing where a colleague was quicker, and keeps the note that was typed', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    await work.save(path, { was: 'new', status: 'offered', assigned: '', note: '' });
    const late = await work.save(path, { was: 'new', status: 'closed', assigned: '', note: 'She said <no>.' });
    expect(late.status).toBe(409);
    const page = await late.text();
    expect(page).toContain('meanwhile a colleague changed the status to Offered');
    expect(page).toContain('She said &lt;no&gt;.');
    expect((await work.store.find(nameOfPath(path)))?.status).toBe('offered');
  });

  it.each([
    ['a status of another form', { status: 'booked', assigned: '' }],
    ['a status that is none', { status: '<script>', assigned: '' }],
    ['a colleague who is none', { status: 'eligible', assigned: 'nobody' }],
    ['a note too long', { status: 'eligible', assigned: '', note: 'x'.repeat(5_001) }],
  ])('refuses %s in words, and changes nothing', async (_, fields) => {
    const work = await openWork();
    const path = await work.sent('mentee');
    const response = await work.save(path, { was: 'new', ...fields });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Not saved: ');
    expect(await work.store.find(nameOfPath(path))).toMatchObject({ status: 'new', assignedTo: null });
  });

  it('keeps in sight how it came in, and lets staff decide about it', async () => {
    const work = await openWork();
    const path = await work.sent('ask', { _gotcha: 'x' });
    expect(await work.read(path)).toMatch(/value="suspect"\s+selected/);
    await work.save(path, { was: 'suspect', status: 'offered', assigned: '' });
    const page = await work.read(path);
    expect(page).toContain('sent faster than a person types');
    expect(page).not.toContain('value="suspect"');
    expect((await work.store.counts({})).suspect).toBe(0);
  });

  it('leads to the one that has waited longest unread, until there is none', async () => {
    const work = await openWork();
    const [first, second] = [await work.sent('ask'), await work.sent('mentee')];
    const next = async () => (await work.get('/inbox/next/', work.cookie)).headers.get('location');
    expect(await next()).toBe(first);
    expect(await work.read(first)).toMatch(/accesskey="n">Next unread<\/a>\s*<span class="hint">\(1 left\)/);
    expect(await next()).toBe(second);
    expect(await work.read(second)).toContain('Nothing else is unread');
    expect(await next()).toBe('/inbox/');
  });
});

it('saves and leads to the next unread in one go, until there is none', async () => {
  const work = await openWork();
  const [first, second] = [await work.sent('mentee'), await work.sent('ask')];
  const fields = { was: 'new', assigned: 'kim', then: 'next' };
  expect(await work.read(first)).toContain('open the next unread');
  const step = await work.save(first, { ...fields, status: 'eligible' });
  const led = await work.get(step.headers.get('location')!, work.cookie);
  expect(led.headers.get('location')).toBe(`${second}?saved=next`);
  const page = await work.read(`${second}?saved=next`);
  expect(page).toContain('Saved. This is the next unread.');
  expect(page).not.toContain('open the next unread');
  expect(await work.store.find(nameOfPath(first))).toMatchObject({ status: 'eligible', assignedTo: 'kim' });
  const last = await work.save(second, { ...fields, status: 'closed' });
  expect((await work.get(last.headers.get('location')!, work.cookie)).headers.get('location')).toBe('/inbox/');
});

it('leads from each submission to the others of the same address', async () => {
  const work = await openWork();
  const [first, second, question] = [await work.sent('mentee'), await work.sent('mentee'), await work.sent('ask')];
  const mentor = await work.sent('mentor');
  const others = (page: string) =>
    [...(/Also from this address<\/dt>([\s\S]*?)<\/div>/.exec(page)?.[1] ?? '').matchAll(/<a href="([^"]+)">/g)].map(
      ([, path]) => path,
    );
  expect(others(await work.read(first))).toEqual([second, question]);
  expect(others(await work.read(question))).toEqual([first, second]);
  expect(await work.read(mentor)).not.toContain('Also from this address');
});

it('shows on every submission how many are unread, suspect and duplicates', async () => {
  const work = await openWork();
  const path = await work.sent('mentee');
  await work.sent('mentee');
  await work.sent('ask', { _gotcha: 'x' });
  const page = await work.read(path);
  expect(page).toMatch(/<strong>1<\/strong>\s+suspect</);
  expect(page).toMatch(/<strong>1<\/strong>\s+duplicate</);
  expect(page).toContain('(2 left)');
});

describe('a reader', () => {
  it('reads everything and can change nothing', async () => {
    const work = await openWork('rae');
    const path = await work.sent('ask');
    const page = await work.read(path);
    expect(page).toContain('Ada Example');
    expect(page).not.toContain('Work on it');
    expect(await work.read('/inbox/')).not.toContain('name="pick"');
    for (const target of [path, '/inbox/change/']) {
      const response = await work.save(target, { was: 'new', status: 'closed', to: 'closed', pick: path.slice(7, -1) });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('Nothing was changed');
    }
    expect((await work.store.find(nameOfPath(path)))?.status).toBe('new');
  });
});

describe('the list', () => {
  it('changes the ticked ones together, and says which it left', async () => {
    const work = await openWork();
    const paths = [
      await work.sent('mentee'),
      await work.sent('mentor'),
      await work.sent('ask'),
      await work.sent('mentee'),
    ];
    const body = new URLSearchParams({ to: 'matching', view: 'order=oldest' });
    for (const path of paths.slice(0, 3)) body.append('pick', path.slice(7, -1));
    body.append('pick', 'ask/not-an-id');
    const response = await work.app.request('http://localhost:4321/inbox/change/', {
      method: 'POST',
      body,
      headers: { ...own, Cookie: work.cookie },
    });
    const led = response.headers.get('location')!;
    expect(led).toBe('/inbox/?order=oldest&done=matching+2+1');
    expect(await work.read(led)).toContain(
      '2 changed to Matching. 1 kept the status: that form has no status Matching.',
    );
    const found = await Promise.all(paths.map((path) => work.store.find(nameOfPath(path))));
    expect(found.map((each) => each?.status)).toEqual(['matching', 'matching', 'new', 'new']);
  });

  it('says so when nothing was chosen', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    const response = await work.save('/inbox/change/', { to: '', pick: path.slice(7, -1), view: '' });
    expect(await work.read(response.headers.get('location')!)).toContain(
      'Nothing was changed: choose a new status or a colleague.',
    );
  });

  it('says so when none was ticked', async () => {
    const work = await openWork();
    await work.sent('ask');
    const response = await work.save('/inbox/change/', { to: 'closed', view: '' });
    expect(await work.read(response.headers.get('location')!)).toContain('Nothing was changed: tick those to change');
  });

  it('changes all that the page showed, and none that came since', async () => {
    const work = await openWork();
    const paths = [await work.sent('mentee'), await work.sent('mentor')];
    const page = await work.read('/inbox/');
    const shown = [...page.matchAll(/name="shown" value="([^"]+)"/g)].map(([, name]) => name!);
    const since = await work.sent('mentee');
    const body = new URLSearchParams({ to: 'waiting-list', all: 'yes', view: '' });
    for (const name of shown) body.append('shown', name);
    expect(page).toContain('All 2 on this page');
    await work.app.request('http://localhost:4321/inbox/change/', {
      method: 'POST',
      body,
      headers: { ...own, Cookie: work.cookie },
    });
    const found = await Promise.all([...paths, since].map((path) => work.store.find(nameOfPath(path))));
    expect(found.map((each) => each?.status)).toEqual(['waiting-list', 'waiting-list', 'new']);
  });

  it('says how many it found and what a link narrowed it to, and keeps to that while one filters', async () => {
    const work = await openWork();
    const read = await work.sent('mentee');
    for (const form of ['mentee', 'mentor'] as const) await work.sent(form);
    await work.read(read);
    const page = await work.read('/inbox/?unread=yes&matched=no');
    expect(page).toMatch(/2 found\.\s+Only: unread; in no match\.\s+<a href="\/inbox\/"/);
    expect(page).toMatch(/<input type="hidden" name="unread" value="yes" \/>/);
    expect(page).toMatch(/<input type="hidden" name="matched" value="no" \/>/);
    expect(await work.read('/inbox/?q=ada')).toMatch(/3 found\.\s+<\/p>/);
  });

  it('finds by name, reference and words in any answer, whatever case and accents', async () => {
    const work = await openWork();
    const zoe = await work.sent('ask', {
      fullName: 'Zoë Müller',
      question: 'How does one become a beekeeper after a degree in history?',
    });
    await work.sent('ask');
    const { reference } = (await work.store.find(nameOfPath(zoe)))!;
    for (const words of ['zoe', 'MULLER zoë', 'beekeeper', reference.toLowerCase(), 'müller beekeeper'])
      expect(listed(await work.read(`/inbox/?q=${encodeURIComponent(words)}`)), words).toEqual([zoe]);
    expect(await work.read('/inbox/?q=zoe+plumber')).toContain('Nothing here matches');
  });

  it('finds what lies behind many others, page by page', async () => {
    const work = await openWork();
    const wanted = await work.sent('ask', { fullName: 'Grace First' });
    for (let count = 0; count < 60; count += 1) await work.sent('ask', { fullName: 'Ada Later' });
    expect(listed(await work.read('/inbox/?q=grace'))).toEqual([wanted]);
    const page = await work.read('/inbox/?q=later');
    expect(listed(page)).toHaveLength(50);
    const older = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    expect(older).toBe('/inbox/?q=later&page=2');
    const last = await work.read(older!);
    expect(listed(last)).toHaveLength(10);
    expect(last).toContain('rel="prev" href="/inbox/?q=later"');
  });

  it('sorts by name, form, status and the date an answer is needed by', async () => {
    const work = await openWork();
    const zoe = await work.sent('ask', { fullName: 'Zoë Last', deadline: '2027-02-01' });
    const ada = await work.sent('mentee', { fullName: 'ada first' });
    const kit = await work.sent('ask', { fullName: 'Kit Middle', deadline: '2027-01-20' });
    const eve = await work.sent('ask', { fullName: 'Éve Early', deadline: '2027-01-16' });
    await work.save(eve, { was: 'new', status: 'closed', assigned: '' });
    const sorted = async (query: string) => listed(await work.read(`/inbox/?${query}`));
    expect(await sorted('order=name')).toEqual([ada, eve, kit, zoe]);
    expect(await sorted('order=form')).toEqual([ada, eve, kit, zoe]);
    expect(await sorted('order=status')).toEqual([kit, ada, zoe, eve]);
    expect(await sorted('order=urgency&form=ask')).toEqual([kit, zoe, eve]);
    expect(await sorted('order=status&q=example&form=ask')).toEqual([]);
    expect(await sorted('order=status&q=a')).toEqual([kit, ada, zoe, eve]);
    const page = await work.read('/inbox/?order=urgency');
    expect(page).toMatch(/class="label late">By 20 January 2027/);
    expect(page).toMatch(/class="label">By 1 February 2027/);
    expect(page).not.toContain('By 16 January 2027');
    expect(await work.read('/inbox/?order=name')).toMatch(
      /aria-sort="ascending">\s*<a href="\/inbox\/\?order=name">Name/,
    );
    expect(await work.read('/inbox/')).toMatch(/aria-sort="descending">\s*<a href="\/inbox\/\?order=oldest">Received/);
  });

  it('filters by sector and by how one can meet', async () => {
    const work = await openWork();
    const law = await work.sent('mentor', { sectors: 'law', mode: 'online' });
    const publishing = await work.sent('mentor', { sectors: 'publishing', mode: 'either' });
    await work.sent('ask');
    expect(listed(await work.read('/inbox/?form=mentor&sector=law'))).toEqual([law]);
    expect(listed(await work.read('/inbox/?form=mentor&mode=in-person'))).toEqual([publishing]);
    expect(listed(await work.read('/inbox/?form=mentor&mode=online&order=oldest'))).toEqual([law, publishing]);
    const page = await work.read('/inbox/?sector=law');
    expect(page).toMatch(/<details class="more"\s+open/);
    expect(await work.read('/inbox/?sector=none')).not.toMatch(/<details class="more"\s+open/);
  });

  it('assigns the ticked ones to a colleague, with or without a new status', async () => {
    const work = await openWork();
    const [mentee, ask] = [await work.sent('mentee'), await work.sent('ask')];
    const change = async (fields: Record<string, string>) => {
      const body = new URLSearchParams({ view: 'page=1', to: '', who: '', ...fields });
      for (const path of [mentee, ask]) body.append('pick', path.slice(7, -1));
      const headers = { ...own, Cookie: work.cookie };
      const answer = await work.app.request('http://localhost:4321/inbox/change/', { method: 'POST', body, headers });
      return work.read(answer.headers.get('location')!);
    };
    const found = async () =>
      (await Promise.all([mentee, ask].map((path) => work.store.find(nameOfPath(path))))).map(
        (each) => `${String(each?.status)} ${String(each?.assignedTo)}`,
      );
    expect(await change({ who: 'rae' })).toContain('2 assigned to rae.');
    expect(await found()).toEqual(['new rae', 'new rae']);
    expect(await change({ who: 'lee', to: 'matching' })).toContain(
      '2 changed to Matching and assigned to lee. 1 kept the status: that form has no status Matching.',
    );
    expect(await found()).toEqual(['matching lee', 'new lee']);
    expect(await change({ who: '-' })).toContain('2 assigned to nobody.');
    expect(await found()).toEqual(['matching null', 'new null']);
    expect(await change({ who: 'stranger' })).toContain('Nothing was changed: choose');
    expect(await change({ to: 'matching' })).toContain('Nothing was changed.');
  });

  it('gives the nearest page to one that is not there', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    for (const page of ['0', '2', '99999999', 'x', '-1', '1e3'])
      expect(listed(await work.read(`/inbox/?page=${page}`))).toEqual([path]);
  });

  it('leads to submissions of which a mail was given up', async () => {
    const work = await openWork();
    const [failed] = [await work.sent('ask'), await work.sent('ask')];
    const due = await claimAll(work.store, '2027-01-16T00:00:00.000Z');
    const mail = due.find(({ name }) => failed.includes(String(name?.submissionId)))!;
    await work.store.settleMail(mail, { failure: 'EENVELOPE 550', dueAt: null });
    expect(listed(await work.read('/inbox/?mail=failed'))).toEqual([failed]);
    expect(await work.read('/inbox/overview/')).toMatch(/href="\/inbox\/\?mail=failed"[^>]*>1 given up/);
  });

  it('shows what is unread, of a colleague, of a round, oldest first', async () => {
    const work = await openWork();
    const [first, second] = [await work.sent('mentee'), await work.sent('ask')];
    await work.save(first, { was: 'new', status: 'new', assigned: 'kim' });
    await work.read(first);
    expect(listed(await work.read('/inbox/?unread=yes'))).toEqual([second]);
    expect(listed(await work.read('/inbox/?assigned=kim'))).toEqual([first]);
    expect(listed(await work.read('/inbox/?round=2026-27&form=mentee'))).toEqual([first]);
    expect(listed(await work.read('/inbox/?order=oldest'))).toEqual([first, second]);
  });
});

describe('the download', () => {
  it('gives an admin what the list shows, as a file, and records it', async () => {
    const work = await openWork('lee');
    await work.sent('ask', { fullName: '=HYPERLINK("https://evil.example")' });
    await work.sent('mentee');
    const csv = await work.save('/inbox/export/', { view: 'form=ask', format: 'csv' });
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="ask-2027-01-15.csv"');
    expect(csv.headers.get('cache-control')).toBe('no-store');
    const bytes = new Uint8Array(await csv.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const ndjson = await (await work.save('/inbox/export/', { view: '', format: 'ndjson' })).text();
    expect(
      ndjson
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { form: string }).form),
    ).toEqual(['ask', 'mentee']);
    const recorded = await work.store.auditOf('ask');
    expect(recorded).toMatchObject([{ actor: 'staff:lee', action: 'exported', detail: 'as csv' }]);
  });

  it('is for admins only', async () => {
    const work = await openWork('kim');
    await work.sent('ask');
    expect(await work.read('/inbox/')).not.toContain('Download');
    expect((await work.save('/inbox/export/', { view: '', format: 'csv' })).status).toBe(403);
  });
});

describe('the overview', () => {
  const rowOf = (page: string, label: string) =>
    new RegExp(`<th scope="row">${label}</th>((?:\\s*<td>\\d+</td>)+)`).exec(page)?.[1]?.match(/\d+/g)?.map(Number);

  it('says what is overdue by what the confirmation promised, and leads there', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    await work.sent('mentor');
    const look = async (instant: string) => {
      work.setClock(instant);
      work.cookie = await work.login();
      return work.read('/inbox/overview/');
    };
    expect(await look('2027-01-22T11:59:59.000Z')).toMatch(/<strong>0<\/strong>\s+overdue: Ask a mentor/);
    const page = await look('2027-01-22T12:00:01.000Z');
    expect(page).toMatch(/<strong>1<\/strong>\s+overdue: Ask a mentor/);
    expect(page).toMatch(/<strong>0<\/strong>\s+overdue: Become a mentor/);
    const link = /href="([^"]+)"\s*><strong>1<\/strong>\s+overdue/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    expect(listed(await work.read(link!))).toEqual([path]);
    await work.save(path, { was: 'new', status: 'offered', assigned: '' });
    expect(await look('2027-01-22T12:00:02.000Z')).toMatch(/<strong>0<\/strong>\s+overdue: Ask a mentor/);
  });

  it('leads from a number to the submissions it counts', async () => {
    const work = await openWork();
    const path = await work.sent('mentor');
    await work.sent('mentee');
    await work.save(path, { was: 'new', status: 'eligible', assigned: '' });
    const row = /<th scope="row">Eligible<\/th>([\s\S]*?)<\/tr>/.exec(await work.read('/inbox/overview/'))?.[1] ?? '';
    const links = [...row.matchAll(/href="([^"]+)">1</g)].map(([, address]) => address!.replaceAll('&amp;', '&'));
    expect(links).toEqual(['/inbox/?form=mentor&status=eligible']);
    expect(listed(await work.read(links[0]!))).toEqual([path]);
  });

  it('asks for decisions once the day has come on which applicants hear', async () => {
    const work = await openWork();
    await work.sent('mentee');
    work.setClock('2027-03-04T23:59:59.000Z');
    work.cookie = await work.login();
    expect(await work.read('/inbox/overview/')).not.toContain('overdue: Apply for a mentor');
    work.setClock('2027-03-05T00:00:00.000Z');
    expect(await work.read('/inbox/overview/')).toMatch(/<strong>1<\/strong>\s+overdue: Apply for a mentor/);
  });

  it('counts a day by London, weighs what is wanted against places, and says how long the round is open', async () => {
    const work = await openWork();
    work.setClock('2027-01-14T23:59:59.000Z');
    await work.sent('mentee');
    work.setClock('2027-01-15T12:00:00.000Z');
    await work.sent('mentee', { sectors: 'law' });
    await work.sent('mentor', { capacity: '2' });
    await work.sent('mentor', { capacity: '2', _gotcha: 'x' });
    const page = await work.read('/inbox/overview/');
    expect([rowOf(page, '14 January 2027'), rowOf(page, '15 January 2027')]).toEqual([[1], [3]]);
    expect([rowOf(page, 'Publishing'), rowOf(page, 'Law')]).toEqual([
      [1, 2],
      [1, 0],
    ]);
    expect(page).toContain('2026/27 closes in 27 days');
    expect(page).not.toContain('<script');
  });
});
