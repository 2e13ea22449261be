import '../support/in-london.ts';
import { describe, expect, it } from 'vitest';
import { statusesOf } from '#inbox/statuses.ts';
import { claimAll } from './support/claim-all.ts';
import { listed, nameOfPath, openWork, untouched } from './support/work.ts';

it('offers the statuses of the forms on the page for those that are ticked', async () => {
  const work = await openWork();
  await work.sent('ask');
  const offered = async () => {
    const [, options = ''] = /<select[^>]*name="to"[^>]*>([\s\S]*?)<\/select>/.exec(await work.read('/inbox/')) ?? [];
    return [...options.matchAll(/value="([^"]+)"/g)].map(([, value]) => value);
  };
  expect(await offered()).toEqual(statusesOf('ask'));
  await work.sent('mentor');
  expect(await offered()).toEqual(expect.arrayContaining(['booked', 'paused']));
});

describe('the list', () => {
  it('shows the number found and the filter set by a link, and keeps that filter when the form is used', async () => {
    const work = await openWork();
    const read = await work.sent('mentee');
    for (const form of ['mentee', 'mentor'] as const) await work.sent(form);
    await work.read(read);
    const page = await work.read('/inbox/?unread=yes&matched=no');
    expect(page).toMatch(/2 found\.\s+Only: unread; to be matched\.\s+<a href="\/inbox\/"/);
    expect(page).toMatch(/<input type="hidden" name="unread" value="yes" \/>/);
    expect(page).toMatch(/<input type="hidden" name="matched" value="no" \/>/);
    expect(await work.read('/inbox/?q=ada')).toMatch(/3 found\.\s+<\/p>/);
  });

  it('finds by name, reference and words in any answer, ignoring case and accents', async () => {
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

  it('finds by words in a note of staff, alone and with words of the answers, in every order', async () => {
    const work = await openWork();
    const zoe = await work.sent('ask', { fullName: 'Zoë Müller' });
    await work.sent('ask', { fullName: 'Zoë Other' });
    for (const note of ['Café with her on Monday.', 'Recommended by Prof. Quill.'])
      await work.save(zoe, { ...untouched, note });
    for (const words of ['quill', 'cafe', 'zoe quill', 'quill cafe müller'])
      for (const order of ['newest', 'name', 'status'])
        expect(listed(await work.read(`/inbox/?q=${encodeURIComponent(words)}&order=${order}`)), words).toEqual([zoe]);
    expect(await work.read('/inbox/?q=other+quill')).toContain('Nothing here matches');
  });

  it('finds the submissions that staff tagged in a note, whatever the case, alone and with other words', async () => {
    const work = await openWork();
    const [ada, kit] = [
      await work.sent('ask', { fullName: 'Ada Example' }),
      await work.sent('ask', { fullName: 'Kit Example' }),
    ];
    for (const [path, note] of [
      [ada, 'Was here last year. #Returner #call-back'],
      [kit, 'No returner, but #call-back'],
    ] as const)
      await work.save(path, { ...untouched, note });
    const found = async (words: string) => listed(await work.read(`/inbox/?q=${encodeURIComponent(words)}`));
    expect(await found('#returner')).toEqual([ada]);
    expect((await found('#CALL-BACK')).sort()).toEqual([ada, kit].sort());
    expect(await found('#call-back kit')).toEqual([kit]);
    expect(await work.read(kit)).toContain('A word like #call-back is a tag');
  });

  it('finds a name typed without its joiners, and digits typed in any script', async () => {
    const work = await openWork();
    const ali = await work.sent('ask', {
      fullName: 'علی\u200Cرضا',
      question: 'Where do I find the 12 best internships in publishing?',
    });
    await work.sent('ask');
    for (const words of ['علی\u200Cرضا', 'علیرضا', '１２ best', '۱۲ best'])
      expect(listed(await work.read(`/inbox/?q=${encodeURIComponent(words)}`)), words).toEqual([ali]);
  });

  it('finds a submission behind many others, and shows results by page', async () => {
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
    const all = [...listed(await work.read('/inbox/')), ...listed(await work.read('/inbox/?page=2'))];
    expect([all.length, new Set(all).size]).toEqual([61, 61]);
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
    expect(await sorted('order=status&q=nobody&form=ask')).toEqual([]);
    expect(await sorted('order=status&q=a')).toEqual([kit, ada, zoe, eve]);
    const page = await work.read('/inbox/?order=urgency');
    expect(page).toMatch(/class="state late">By 20\u00a0January 2027/);
    expect(page).toMatch(/class="state">By 1\u00a0February 2027/);
    expect(page).not.toContain('By 16\u00a0January 2027');
    expect(await work.read('/inbox/?order=name')).toMatch(
      /aria-sort="ascending">\s*<a href="\/inbox\/\?order=name">Name/,
    );
    expect(await work.read('/inbox/')).toMatch(/aria-sort="descending">\s*<a href="\/inbox\/\?order=oldest">Received/);
  });

  it('shows in each row what the person wants or offers', async () => {
    const work = await openWork();
    for (const form of ['mentee', 'mentor', 'ask'] as const) await work.sent(form);
    const page = await work.read('/inbox/');
    for (const words of ['Publishing · English Literature BA', 'Editor · self-employed', 'Career advice'])
      expect(page).toContain(`<span class="hint">${words}</span>`);
  });

  it('filters by sector and by way to meet', async () => {
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

  it('shows the nearest page when the requested one does not exist', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    for (const page of ['0', '2', '99999999', 'x', '-1', '1e3'])
      expect(listed(await work.read(`/inbox/?page=${page}`))).toEqual([path]);
  });

  it('shows submissions with a mail that was given up', async () => {
    const work = await openWork();
    const [failed] = [await work.sent('ask'), await work.sent('ask')];
    const due = await claimAll(work.store, '2027-01-16T00:00:00.000Z');
    const mail = due.find(({ name }) => failed.includes(String(name?.submissionId)))!;
    await work.store.settleMail(mail, { failure: 'EENVELOPE 550', dueAt: null });
    expect(listed(await work.read('/inbox/?mail=failed'))).toEqual([failed]);
    expect(await work.read('/inbox/overview/')).toMatch(/href="\/inbox\/\?mail=failed"[^>]*>1 given up/);
  });

  it('filters by unread, by colleague and by round, and sorts oldest first', async () => {
    const work = await openWork();
    const [first, second] = [await work.sent('mentee'), await work.sent('ask')];
    await work.save(first, { was: 'new', status: 'new', assigned: 'kim' });
    await work.read(first);
    expect(listed(await work.read('/inbox/?unread=yes'))).toEqual([second]);
    // What one has opened is unread for the others, until somebody has decided.
    const lee = await work.login('lee');
    const ofLee = async () => listed(await (await work.get('/inbox/?unread=yes', lee)).text());
    expect(await ofLee()).toEqual([second, first]);
    expect(await (await work.get('/inbox/', lee)).text()).toMatch(/<strong>2<\/strong> unread/);
    await work.save('/inbox/change/', { view: '', to: 'matching', who: '', pick: first.slice(7, -1) });
    expect(await ofLee()).toEqual([second]);
    expect(listed(await work.read('/inbox/?assigned=kim'))).toEqual([first]);
    expect(listed(await work.read('/inbox/?round=2026-27&form=mentee'))).toEqual([first]);
    expect(await work.read('/inbox/?round=2026-27')).toMatch(/<option value="2026-27"\s+selected>2026\/27</);
    expect(await work.read(first)).toMatch(/<dt>Round<\/dt>\s*<dd>2026\/27</);
    expect(listed(await work.read('/inbox/?order=oldest'))).toEqual([first, second]);
  });
});
