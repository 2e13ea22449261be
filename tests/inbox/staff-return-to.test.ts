import { describe, expect, it } from 'vitest';
import { nameOfPath, openWork, type Work } from './support/work.ts';

const linkIn = (page: string, words: string) =>
  new RegExp(`<a[^>]*?href="([^"]+)"[^>]*>\\s*${words}`).exec(page)?.[1]?.replaceAll('&amp;', '&');

/** Opens the second page of a list of 52 questions, sorted by name, and returns its address and the link of a row. */
async function openSecondPage(work: Work) {
  for (let count = 0; count < 52; count += 1)
    await work.sent('ask', { fullName: `Ada ${String(count).padStart(2, '0')}` });
  await work.sent('mentee', { fullName: 'Ada Mentee' });
  const list = '/inbox/?form=ask&order=name&page=2';
  const page = await work.read(list);
  return { list, row: linkIn(page, 'Ada 51')! };
}

describe('the link back to the list', () => {
  it('keeps filter, order and page, also after saving and on the next unread submission', async () => {
    const work = await openWork();
    const { list, row } = await openSecondPage(work);
    const back = async (address: string) => linkIn(await work.read(address), 'Back to the inbox');
    const { submissionId } = nameOfPath(row.split('?')[0]!);
    expect(await back(row)).toBe(`${list}#${submissionId}`);
    expect(await work.read(list)).toContain(`id="${submissionId}"`);

    const action = /<form method="post" action="([^"]+)"/.exec((await work.read(row)).split('id="work"')[1]!)?.[1];
    expect(action).toBe(row);
    const saved = await work.save(row, { was: 'new', status: 'offered', assigned: '' });
    expect(await back(saved.headers.get('location')!)).toBe(`${list}#${submissionId}`);
    const refused = await work.save(row, { was: 'new', status: 'met', assigned: '' });
    expect([refused.status, linkIn(await refused.text(), 'Back to the inbox')]).toEqual([
      409,
      `${list}#${submissionId}`,
    ]);

    const next = await work.get(linkIn(await work.read(row), 'Next unread')!, work.cookie);
    expect((await back(next.headers.get('location')!))?.split('#')[0]).toBe(list);
    const step = await work.save(row, { was: 'offered', status: 'offered', assigned: '', then: 'next' });
    const led = await work.get(step.headers.get('location')!, work.cookie);
    expect((await back(led.headers.get('location')!))?.split('#')[0]).toBe(list);
  });

  it('opens the next unread submission of the same list, then the list when none is left', async () => {
    const work = await openWork();
    await work.sent('ask', { fullName: 'Grace Other' });
    const [first, second] = [await work.sent('mentor'), await work.sent('mentor')];
    const list = encodeURIComponent('form=mentor&q=ada');
    const page = await work.read(`${first}?list=${list}`);
    expect(page).toContain('(1 left in your list)');
    const next = async () => (await work.get(`/inbox/next/?list=${list}`, work.cookie)).headers.get('location');
    expect(await next()).toBe(`${second}?list=q%3Dada%26form%3Dmentor`);
    expect(await work.read((await next())!)).toContain('Nothing else in your list is unread.');
    expect(await next()).toBe('/inbox/?q=ada&form=mentor');
  });

  it('stays the same from a mentee to the mentor, and through the end of the match', async () => {
    const work = await openWork();
    const [mentee, mentor] = [await work.sent('mentee'), await work.sent('mentor')];
    const { submissionId } = nameOfPath(mentor);
    await work.save(mentor, { was: 'new', status: 'eligible', assigned: '' });
    await work.save(`${mentee}match/`, { mentor: submissionId });
    const list = '?list=form%3Dmentee%26order%3Doldest';
    const page = await work.read(mentee + list);
    expect(linkIn(page, 'Ada Example')).toBe(mentor + list);
    expect(page).toContain(`action="${mentee}match/${list}"`);
    const ended = await work.save(`${mentee}match/${list}`, { end: submissionId });
    expect(ended.headers.get('location')).toBe(`${mentee}?saved=unmatched&${list.slice(1)}`);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/inbox/../../evil',
    '?form=none&status=none&order=none&page=x&evil=1',
    'javascript:alert(1)',
    '"><script>',
    '\0',
  ])('leads to the list for any value in the address: %s', async (list) => {
    const work = await openWork();
    const path = await work.sent('ask');
    const page = await work.read(`${path}?list=${encodeURIComponent(list)}`);
    expect(linkIn(page, 'Back to the inbox')).toBe(`/inbox/#${nameOfPath(path).submissionId}`);
    expect(page).not.toContain('evil');
    const none = await work.get(`/inbox/next/?list=${encodeURIComponent(list)}`, work.cookie);
    expect(none.headers.get('location')).toBe('/inbox/');
  });
});
