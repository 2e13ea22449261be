import { expect, it, onTestFinished, vi } from 'vitest';
import type { ContentChange } from '#inbox/stores/store.ts';
import { silentLog } from '#inbox/log.ts';
import { RoundsError } from '#inbox/rounds.ts';
import { SiteContent } from '#inbox/site-content.ts';
import { answersOf } from './support/answers.ts';
import { fakeLog } from './support/fake-log.ts';
import { json, kim, openDay, openTestInbox, roundText } from './support/inbox.ts';

const file = 'rounds/2026-27.yaml';
const extended = roundText.replace('2027-02-11T23:59', '2027-02-18T17:00');
const afterClose = '2027-02-15T12:00:00.000Z';

/** Follows the changes of staff, with a timer that the test moves. */
function follow(content: SiteContent): void {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const stop = content.follow();
  onTestFinished(() => {
    stop();
    vi.useRealTimers();
  });
}

it('counts a change from its instant until the next one', async () => {
  const inbox = await openTestInbox();
  const { store, content } = inbox;
  const closes = () => content.rounds[0]!.closesAt;
  const [before, after] = ['2027-02-12T04:59:00.000Z', '2027-02-12T05:00:00.000Z'];
  const first = closes();
  await store.changeContent({ file, text: extended, appliesAt: after, after: 0 }, kim);
  await content.refresh();
  inbox.setClock(before);
  expect([closes(), content.waiting(file)?.text]).toEqual([first, extended]);
  inbox.setClock(after);
  expect(closes()).not.toBe(first);
  expect([content.waiting(file), content.text(file), content.ownText(file)]).toEqual([undefined, extended, roundText]);
  const [{ seq }] = content.changesOf(file) as [ContentChange];
  await store.changeContent({ file, text: null, appliesAt: afterClose, after: seq }, kim);
  await content.refresh();
  expect(closes()).not.toBe(first);
  inbox.setClock(afterClose);
  expect(closes()).toBe(first);
});

it('takes applications until the deadline that staff extended', async () => {
  const inbox = await openTestInbox();
  inbox.setClock(afterClose);
  expect((await inbox.postJson('mentee')).status).toBe(403);
  await inbox.store.changeContent({ file, text: extended, appliesAt: afterClose, after: 0 }, kim);
  await inbox.content.refresh();
  expect(await json(await inbox.postJson('mentee'))).toMatchObject({ ok: true });
});

it('notices within a second what another server stored', async () => {
  const { store, content } = await openTestInbox();
  follow(content);
  await store.changeContent({ file, text: extended, appliesAt: openDay, after: 0 }, kim);
  expect(content.text(file)).toBe(roundText);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(content.text(file)).toBe(extended);
});

it('reads the texts anew only when a change is made or undone', async () => {
  const { store } = await openTestInbox();
  let reads = 0;
  const contentChanges = () => {
    reads += 1;
    return store.contentChanges();
  };
  const source = {
    store: { contentCounts: () => store.contentCounts(), contentChanges },
    clock: () => new Date(openDay),
    log: silentLog,
  };
  const content = new SiteContent(source, new Map([[file, roundText]]));
  await content.refresh();
  expect(reads).toBe(0);
  await store.changeContent({ file, text: extended, appliesAt: afterClose, after: 0 }, kim);
  for (let time = 0; time < 3; time += 1) await content.refresh();
  expect([reads, content.waiting(file)?.text]).toEqual([1, extended]);
  await store.undoContentChange(content.waiting(file)!.seq, kim);
  for (let time = 0; time < 3; time += 1) await content.refresh();
  expect([reads, content.waiting(file)]).toEqual([2, undefined]);
});

it('goes on with what it knows while the database does not answer', async () => {
  const { store } = await openTestInbox();
  const { log, said } = fakeLog();
  let isDown = false;
  const ifUp = <T>(read: () => Promise<T>) => (isDown ? Promise.reject(new Error('gone')) : read());
  const source = {
    store: {
      contentCounts: () => ifUp(() => store.contentCounts()),
      contentChanges: () => ifUp(() => store.contentChanges()),
    },
    clock: () => new Date(openDay),
    log,
  };
  const content = new SiteContent(source, new Map([[file, roundText]]));
  await store.changeContent({ file, text: extended, appliesAt: openDay, after: 0 }, kim);
  await content.refresh();
  isDown = true;
  follow(content);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said).toEqual(['warn: the changes of rounds and mails were not read']);
  expect(content.text(file)).toBe(extended);
});

it('falls back to the site’s own file for a change that this version cannot use', async () => {
  const { store, content } = await openTestInbox();
  await store.changeContent({ file, text: 'season: 2026/27\n', appliesAt: openDay, after: 0 }, kim);
  await content.refresh();
  expect(content.rounds.map(({ title }) => title)).toEqual(['2026/27']);
  // Staff pages read the text of what counts.
  expect([content.text(file), content.hasChangedRounds]).toEqual([roundText, false]);
});

it('refuses to go on without a round that only staff know, and gives its text', async () => {
  const { store, content } = await openTestInbox();
  const text = 'season: 2027/28\n';
  await store.changeContent({ file: 'rounds/2027-28.yaml', text, appliesAt: openDay, after: 0 }, kim);
  await content.refresh();
  expect(() => content.rounds).toThrow(RoundsError);
  expect(() => content.rounds).toThrow(/^rounds\/2027-28\.yaml, as staff wrote it[\s\S]*season: 2027\/28/);
});

it('takes what was sent from a device while the round was open, if staff closed it earlier since', async () => {
  const inbox = await openTestInbox();
  const { store, content } = inbox;
  // At noon of the 15th staff close it from the evening before.
  const text = roundText.replace('2027-02-11T23:59', '2027-01-14T18:00');
  await store.changeContent({ file, text, appliesAt: openDay, after: 0 }, kim);
  await content.refresh();
  inbox.setClock('2027-01-15T13:00:00.000Z');
  const send = async (queued_at: string) =>
    json(await inbox.postJson('mentee', answersOf('mentee', { queued_at, round: '2026-27' })));
  expect(await send('2027-01-15T11:59:00.000Z')).toMatchObject({ ok: true });
  const refused = { error: expect.stringContaining('closed at 6pm on Thursday 14\u00a0January 2027') as string };
  // Sent after the change, in the future, or longer ago than a device may wait.
  for (const at of ['2027-01-15T12:00:00.000Z', '2027-02-01T12:00:00.000Z'])
    expect(await send(at)).toMatchObject(refused);
  inbox.setClock('2027-01-18T12:00:00.000Z');
  expect(await send('2027-01-15T11:59:00.000Z')).toMatchObject(refused);
});
