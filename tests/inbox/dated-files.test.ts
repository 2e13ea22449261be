import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { toRound } from '#forms/dates/deadline.ts';
import { deadlineData, roundWords } from '#forms/dates/round-words.ts';
import { parse } from 'yaml';
import type { WrittenRound } from '#forms/dates/deadline.ts';
import { datesCalendar } from '#src/dates-calendar.ts';
import { datedFiles } from '#inbox/server/dated-files.ts';
import type { SiteFile } from '#inbox/server/site-files.ts';
import { kim, openDay, openTestInbox, roundText } from './support/inbox.ts';

const file = 'rounds/2026-27.yaml';
const siteUrl = 'https://mentoring.example/under';
const words = Object.keys(roundWords)
  .map((of) => `<p data-is="${of}"><span data-of="${of}">as built</span></p>`)
  .join('');
const built = `<!doctype html><html><body><div data-round-state="open" data-opens="2020-01-01T00:00Z" data-closes="2020-01-02T00:00Z"></div>
<div data-opens="x" data-closes="x" data-week="x" data-day="x"></div><span data-readers-deadline="x"></span>
<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"<\\/x"},{"@type":"Event","name":"x","endDate":"x","eventStatus":"kept"}]}</script>
<form><input type="hidden" name="round" value="x"></form>${words}<p>11 February 2027 &amp; more</p><script>if(1<2)x</script></body></html>`;

const files = {
  get: (path: string): Promise<SiteFile | undefined> =>
    Promise.resolve(
      path.startsWith('/missing')
        ? undefined
        : { body: new TextEncoder().encode(built), etag: '"built"', headers: { ETag: '"built"', 'X-Kept': 'yes' } },
    ),
};

const textOf = (sent: SiteFile | undefined) => new TextDecoder().decode(sent?.body);

it('sends pages as they were built until a round is changed, and only pages otherwise', async () => {
  const { store, content } = await openTestInbox();
  const dated = datedFiles(files, content, () => new Date(openDay), siteUrl);
  expect((await dated.get('/index.html', 'br'))?.etag).toBe('"built"');
  await store.changeContent(
    { file: 'mail/notice.md', text: content.text('mail/notice.md')!, appliesAt: openDay, after: 0 },
    kim,
  );
  await store.changeContent({ file, text: roundText, appliesAt: openDay, after: 0 }, kim);
  await content.refresh();
  expect((await dated.get('/index.html', 'br'))?.etag).toBe('"built"');
  const { seq } = content.changesOf(file).at(-1)!;
  await store.changeContent(
    { file, text: roundText.replace('2026/27', 'Spring & <b><!--<script>'), appliesAt: openDay, after: seq },
    kim,
  );
  await content.refresh();
  expect((await dated.get('/data.json', 'br'))?.etag).toBe('"built"');
  expect(await dated.get('/missing.html', 'br')).toBeUndefined();
  const sent = await dated.get('/index.html', 'br');
  expect(sent?.etag).not.toBe('"built"');
  expect(sent?.headers).toMatchObject({ ETag: sent?.etag, 'Content-Encoding': 'br', 'X-Kept': 'yes' });
  expect(brotliDecompressSync(sent!.body).toString()).toContain(
    '<span data-of="title">Spring &amp; &lt;b>&lt;!--&lt;script></span>',
  );
  // In data, "<!--<script" would take in the rest of the page.
  expect(brotliDecompressSync(sent!.body).toString()).not.toContain('<!--');
  // The next reader gets the page that is made already.
  expect(await dated.get('/index.html', 'br')).toBe(sent);
  await content.refresh();
  expect(await dated.get('/index.html', 'br')).toBe(sent);
});

it('writes every marked word and instant anew, and leaves the rest of the page alone', async () => {
  const { store, content } = await openTestInbox();
  const dated = datedFiles(files, content, () => new Date(openDay), siteUrl);
  const text = roundText.replace('2027-02-11T23:59', '2027-02-18T17:00');
  await store.changeContent({ file, text, appliesAt: openDay, after: 0 }, kim);
  await content.refresh();
  const round = toRound('2026-27', parse(text) as WrittenRound);
  const page = textOf(await dated.get('/index.html', 'identity'));
  expect(page).not.toContain('as built');
  for (const [of, write] of Object.entries(roundWords))
    expect(page).toContain(`<p data-is="${of}"><span data-of="${of}">${write(round)}</span></p>`);
  const closes = round.closesAt.replace(':00.000Z', 'Z');
  expect(page).toContain(`data-closes="${closes}"></div>`);
  expect(page).toMatch(/data-closes="[^x"]+" data-week="[^x"]+" data-day="[^x"]+"/);
  expect(page).toContain(`<span data-readers-deadline="${round.closesAt}">`);
  expect(page).toContain('<input type="hidden" name="round" value="2026-27">');
  expect(page).toContain('<p>11 February 2027 &amp; more</p><script>if(1<2)x</script>');
  expect(page.startsWith('<!doctype html>')).toBe(true);
  const [, data = ''] = /ld\+json">(.*)<\/script>\n<form/.exec(page)!;
  expect(JSON.parse(data)).toEqual({
    '@graph': [
      { '@type': 'WebSite', name: '</x' },
      { '@type': 'Event', eventStatus: 'kept', ...deadlineData(round) },
    ],
  });
  expect(deadlineData(round)).toMatchObject({
    endDate: '2027-02-18T22:01:00.000Z',
    startDate: '2027-02-18T22:00:00.000Z',
  });
});

it('shows the round that is open by the clock, also one that staff added', async () => {
  const { store, content } = await openTestInbox();
  let now = new Date(openDay);
  const dated = datedFiles(files, content, () => now, siteUrl);
  const next = roundText.replaceAll('2027-', '2028-').replaceAll('2026-', '2027-').replace('2026/27', '2027/28');
  await store.changeContent({ file: 'rounds/2027-28.yaml', text: next, appliesAt: openDay, after: 0 }, kim);
  await content.refresh();
  expect(textOf(await dated.get('/index.html', 'identity'))).toContain('<span data-of="title">2026/27</span>');
  now = new Date('2027-11-01T12:00:00.000Z');
  expect(textOf(await dated.get('/index.html', 'identity'))).toContain('<span data-of="title">2027/28</span>');
});

it('sends the calendar of dates with those that count, in each encoding', async () => {
  const { store, content } = await openTestInbox();
  const dated = datedFiles(files, content, () => new Date(openDay), siteUrl);
  expect((await dated.get('/dates.ics', 'gzip'))?.etag).toBe('"built"');
  const text = roundText.replace('2027-02-11T23:59', '2027-02-18T17:00');
  await store.changeContent({ file, text, appliesAt: openDay, after: 0 }, kim);
  await content.refresh();
  const calendar = textOf(await dated.get('/dates.ics', 'identity'));
  expect(calendar).toBe(datesCalendar(content.rounds, new URL(siteUrl)));
  expect(calendar).toContain(
    `DTEND:${toRound('2026-27', parse(text) as WrittenRound).closesAt.replace(/[-:]|\.000/g, '')}`,
  );
  const zipped = await dated.get('/dates.ics', 'gzip');
  expect(gunzipSync(zipped!.body).toString()).toBe(calendar);
  expect(await dated.get('/dates.ics', 'gzip')).toBe(zipped);
});
