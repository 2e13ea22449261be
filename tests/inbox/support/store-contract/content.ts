import { expect, it } from 'vitest';
import type { ContentChange, NewContentChange, NewMail } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
import { at, box, carried, submission, unbroken, type Open } from './samples.ts';

const by = (name: string, minute: number) => ({ at: at(minute), actor: `staff:${name}` });

const changeOf = (changes: Partial<NewContentChange> = {}): NewContentChange => ({
  file: 'rounds/2026-27.yaml',
  text: 'title: 2026/27\n',
  appliesAt: at(0),
  after: 0,
  ...changes,
});

/** What staff change in the site's rounds and mails. */
export function content(open: Open): void {
  it('stores a change once, and refuses one of somebody who did not see the last', async () => {
    const store = await open();
    expect(await store.contentCounts()).toEqual({ made: 0, undone: 0 });
    const results = await Promise.all([1, 2, 3].map(() => store.changeContent(changeOf(), by('kim', 0))));
    expect(results.sort()).toEqual(['repeated', 'repeated', 'stored']);
    expect(await store.changeContent(changeOf(), by('lee', 1))).toBe('overtaken');
    expect(await store.changeContent(changeOf({ text: 'title: x\n' }), by('kim', 1))).toBe('overtaken');
    // Another file has changes of its own.
    expect(await store.changeContent(changeOf({ file: 'mail/notice.md' }), by('lee', 1))).toBe('stored');
    const [first] = await store.contentChanges();
    expect(first).toMatchObject({ file: 'rounds/2026-27.yaml', made: by('kim', 0), appliesAt: at(0), undone: null });
    expect(await store.changeContent(changeOf({ text: null, after: first!.seq }), by('lee', 2))).toBe('stored');
    expect((await store.contentChanges()).map(({ text }) => text)).toEqual([
      'title: 2026/27\n',
      'title: 2026/27\n',
      null,
    ]);
    expect(await unbroken(store)).toBe(3);
  });

  it('undoes a change with its mails until it counts', async () => {
    const store = await open();
    const people = [submission({ mail: [] }), submission({ mail: [], emailCode: Buffer.from('grace') })];
    for (const person of people) await store.accept(person);
    const mails = people.map((to): NewMail => ({ to, kind: 'group', content: box('written') }));
    const tells = { group: 'a'.repeat(32), mails, dueAt: at(10) };
    await store.changeContent(changeOf({ appliesAt: at(10), tells }), by('kim', 0));
    const [{ seq }] = (await store.contentChanges()) as [ContentChange];
    expect((await store.groupMails('a'.repeat(32))).length).toBe(2);
    const undone = await Promise.all([1, 2].map(() => store.undoContentChange(seq, by('lee', 9))));
    expect(undone.sort()).toEqual([false, true]);
    expect(await claimAll(store, at(59))).toEqual([]);
    expect((await store.contentChanges())[0]!.undone).toEqual(by('lee', 9));
    expect(await store.contentCounts()).toEqual({ made: 1, undone: 1 });
    // Whoever comes next has seen what was undone.
    await store.changeContent(changeOf({ appliesAt: at(20), after: seq }), by('kim', 11));
    const next = (await store.contentChanges())[1]!.seq;
    expect(await store.undoContentChange(next, by('lee', 20))).toBe(false);
    expect(await store.undoContentChange(next + 1, by('lee', 12))).toBe(false);
    const other = await carried(store, open);
    expect(await other.changeContent(changeOf({ file: 'mail/notice.md' }), by('kim', 30))).toBe('stored');
  });

  it.each([true, false])('sends a mail about later dates when they count, also after a restore (%s)', async (sends) => {
    const store = await open();
    const [early, coming] = [submission({ mail: [] }), submission({ mail: [], emailCode: Buffer.from('grace') })];
    for (const person of [early, coming]) await store.accept(person);
    const tell = (group: string, to: NewMail['to'], dueAt: string) => ({
      ...{ group: group.repeat(32), mails: [{ to, kind: 'group' as const, content: box('written') }], dueAt },
    });
    await store.changeContent(changeOf({ appliesAt: at(3), tells: tell('a', early, at(3)) }), by('kim', 0));
    const file = 'rounds/2027-28.yaml';
    await store.changeContent(changeOf({ file, appliesAt: at(30), tells: tell('b', coming, at(30)) }), by('kim', 1));
    expect(await store.holdAfterRestore(at(10))).toBe(2);
    await store.goOnAfterRestore(sends, by('kim', 12));
    const claimed = async (minute: number) => (await claimAll(store, at(minute))).map(({ name }) => name?.submissionId);
    // The first may have been sent before the restore; the second cannot have been, and would be untrue until it counts.
    expect(await claimed(29)).toEqual(sends ? [early.submissionId] : []);
    expect(await claimed(30)).toContain(coming.submissionId);
  });
}
