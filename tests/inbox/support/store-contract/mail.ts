import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Store } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
import { at, box, kim, submission, type Open } from './samples.ts';

const claim = (store: Store, now: string, until: string) =>
  store.claimMail(now, until, `<${randomUUID()}@example.ac.uk>`);

export function mail(open: Open): void {
  it('gives a due mail to one caller, until it is settled or its claim ends', async () => {
    const store = await open();
    const one = submission();
    await store.accept(one);
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim(store, at(1), at(11))));
    const kinds = claims.flatMap((mail) => mail?.kind ?? []);
    expect(kinds.sort()).toEqual(['notice', 'receipt']);
    expect(claims.find((mail) => mail !== undefined)?.name).toEqual({ form: 'ask', submissionId: one.submissionId });
    expect(await claim(store, at(10), at(20))).toBeUndefined();
    const again = await claim(store, at(11), at(21));
    await store.settleMail(again!, { failure: 'EAI_AGAIN', dueAt: at(12) });
    const receipt = await claim(store, at(11), at(21));
    expect([again?.kind, receipt?.kind].sort()).toEqual(['notice', 'receipt']);
    expect(await claim(store, at(12), at(22))).toMatchObject({ kind: again?.kind, tries: 1 });
  });

  it('returns since when mail waits, and the submissions with a failed mail', async () => {
    const store = await open();
    expect((await store.mailCounts()).oldest).toBeNull();
    const [one, two] = [submission({ receivedAt: at(1) }), submission({ receivedAt: at(2) })];
    for (const each of [one, two]) await store.accept(each);
    for (const mail of await claimAll(store, at(1)))
      await store.settleMail(mail, { failure: 'EENVELOPE 550', dueAt: null });
    expect(await store.mailCounts()).toMatchObject({ waiting: 2, failed: 2, oldest: at(2) });
    for (const mail of await claimAll(store, at(2)))
      await store.settleMail(mail, { failure: 'ECONNREFUSED', dueAt: at(9) });
    expect((await store.mailCounts()).oldest).toBe(at(2));
    expect((await store.list({ mailFailed: true, limit: 9 })).map(({ submissionId }) => submissionId)).toEqual([
      one.submissionId,
    ]);
  });

  it('holds what waits after a restore, and sends it one by one or all together', async () => {
    const store = await open();
    const [one, two] = [submission({ receivedAt: at(1) }), submission({ receivedAt: at(1) })];
    await store.accept(one);
    const [sent, refused] = await claimAll(store, at(1));
    await store.settleMail(sent!, { sentAt: at(1) });
    await store.settleMail(refused!, { failure: 'EENVELOPE 550', dueAt: null });
    await store.accept(two);
    // A mail in work counts as waiting, because the backup does not tell how that ended.
    await claim(store, at(2), at(30));
    expect(await store.holdAfterRestore(at(2))).toBe(2);
    expect(await store.mailCounts()).toEqual({ waiting: 0, failing: 0, failed: 1, held: 2, returned: 0, oldest: null });
    await store.retryMail(at(3));
    expect(await claimAll(store, at(3))).toEqual([]);

    const [held] = await store.mailOf(two);
    await store.sendMailAgain(two, held!.seq, kim(4));
    const again = await claimAll(store, at(4));
    expect(again.map(({ seq }) => seq)).toEqual([held!.seq]);
    await store.settleMail(again[0]!, { sentAt: at(4) });
    expect(await store.restoredAt()).toBe(at(2));
    expect(await store.goOnAfterRestore(true, { at: at(5), actor: 'command line' })).toBe(1);
    expect(await store.restoredAt()).toBeUndefined();
    expect(await store.goOnAfterRestore(true, { at: at(5), actor: 'command line' })).toBeUndefined();
    expect((await claimAll(store, at(5))).map(({ name }) => name)).toEqual([
      { form: 'ask', submissionId: two.submissionId },
    ]);
    expect(await store.mailCounts()).toMatchObject({ failed: 1, held: 0 });
    expect((await store.auditOf('inbox')).map(({ action }) => action)).toEqual(['held mail sent']);
  });

  it('tells what became of each mail about a submission', async () => {
    const store = await open();
    const [one, other] = [submission(), submission()];
    for (const each of [one, other]) await store.accept(each);
    const [sent, failed] = (await claimAll(store, at(1))).filter(({ name }) => name?.submissionId === one.submissionId);
    await store.settleMail(sent!, { sentAt: at(2) });
    await store.settleMail(failed!, { failure: 'EENVELOPE 550', dueAt: null });
    const records = await store.mailOf(one);
    expect(records.toSorted((a, b) => a.kind.localeCompare(b.kind))).toMatchObject(
      [
        { kind: sent!.kind, tries: 1, sentAt: at(2), failure: null, isWaiting: false },
        { kind: failed!.kind, tries: 1, sentAt: null, failure: 'EENVELOPE 550', isWaiting: false },
      ].toSorted((a, b) => a.kind.localeCompare(b.kind)),
    );
    expect((await store.mailOf(other)).map(({ isWaiting }) => isWaiting)).toEqual([true, true]);
    expect(await store.mailOf(submission())).toEqual([]);
  });

  it('queues the digest of a day once, and not again when it was sent', async () => {
    const store = await open();
    await store.queueDigest('2027-01-15', at(1));
    await store.queueDigest('2027-01-15', at(1));
    const [digest, ...more] = await claimAll(store, at(1));
    expect([digest, more]).toEqual([expect.objectContaining({ kind: 'digest', name: null }), []]);
    await store.settleMail(digest!, { sentAt: at(2) });
    await store.queueDigest('2027-01-15', at(3));
    expect(await claimAll(store, at(9))).toEqual([]);
  });

  it('queues the mails of a group once, keeps them until they are due, and takes back those that nobody took up', async () => {
    const store = await open();
    const [one, two] = [submission({ mail: [] }), submission({ mail: [] })];
    for (const each of [one, two]) await store.accept(each);
    const actor = kim(1);
    const mails = [one, two].map((to) => ({ to, kind: 'group' as const, content: box('text') }));
    const queue = (group: string) => store.queueGroup(group, mails, at(11), actor);
    const queued = await Promise.all([queue('a'), queue('a')]);
    expect(queued.sort()).toEqual([0, 2]);
    await store.retryMail(at(2));
    expect(await store.claimMail(at(10), at(20), '<early>')).toBeUndefined();
    expect((await store.claimMail(at(11), at(20), '<one>'))?.kind).toBe('group');
    expect((await store.groupMails('a')).map(({ mayUndo, dueAt }) => [mayUndo, dueAt])).toEqual([
      [false, at(11)],
      [true, at(11)],
    ]);
    expect([await store.undoGroup('a', actor), await store.undoGroup('a', actor)]).toEqual([1, 0]);
    expect((await store.mailOf(one)).map(({ group, kind }) => [group, kind])).toEqual([['a', 'group']]);
    // Those who did not get it can get it still; the others not again.
    expect([await queue('a'), await queue('a')]).toEqual([1, 0]);
    expect((await store.groupMails('a')).map(({ to, mayUndo }) => [to.submissionId, mayUndo])).toEqual([
      [one.submissionId, false],
      [two.submissionId, true],
    ]);
    expect(await store.undoGroup('a', actor)).toBe(1);
    expect(await queue('b')).toBe(2);
    expect((await store.groupMails()).map(({ group }) => group)).toEqual(['a', 'b', 'b']);
    expect((await store.auditOf('mail/a')).map(({ action, detail }) => [action, detail])).toEqual([
      ['group mail queued', '2'],
      ['group mail undone', '1'],
      ['group mail queued', '1'],
      ['group mail undone', '1'],
    ]);
  });
}
