import { expect, it } from 'vitest';
import type { NewImport, NewSubmission, Store } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
import { at, box, carried, kim, rowsOf, submission, unbroken, type Open } from './samples.ts';

const mentor = (address: string, changes: Partial<NewSubmission> = {}) =>
  submission({ form: 'mentor', emailCode: Buffer.from(address), mail: ['imported'], ...changes });

const importOf = (importId: string, submissions: readonly NewSubmission[]): NewImport => ({
  importId,
  form: 'mentor',
  submissions,
  mailDueAt: at(10),
});

const idsOf = async (store: Store) =>
  (await store.list({ limit: 9, order: 'oldest' })).map((each) => each.submissionId);

/** Submissions that staff bring in from a file. */
export function imports(open: Open): void {
  it('stores an import once, however often and at once it is sent', async () => {
    const store = await open();
    const rows = [mentor('ada', { adjustments: box('apart') }), mentor('grace')];
    const results = await Promise.all([1, 2, 3].map(() => store.addImport(importOf('one', rows), kim(0))));
    expect(results.sort()).toEqual(['repeated', 'repeated', 'stored']);
    expect(await idsOf(store)).toEqual(rows.map(({ submissionId }) => submissionId));
    expect((await store.enclosures(rows[0]!)).map(({ kind }) => kind)).toEqual(['adjustments']);
    expect(await store.imports()).toEqual([{ importId: 'one', form: 'mentor', made: kim(0), count: 2, undone: null }]);
    expect(await claimAll(store, at(9))).toEqual([]);
    expect((await claimAll(store, at(10))).map(({ kind }) => kind)).toEqual(['imported', 'imported']);
    expect(await unbroken(store)).toBe(3);
  });

  it('stores nothing if one person of it was stored meanwhile', async () => {
    const store = await open();
    const grace = mentor('grace', { mail: [] });
    await store.accept(grace);
    // The same address with another form is another matter.
    await store.accept(submission({ form: 'ask', emailCode: Buffer.from('ada') }));
    const before = await rowsOf(store);
    expect(await store.addImport(importOf('one', [mentor('ada'), mentor('grace')]), kim(0))).toBe('there');
    expect(await rowsOf(store)).toEqual(before);
    expect(await store.addImport(importOf('one', [mentor('ada')]), kim(1))).toBe('stored');
  });

  it('undoes an import in one step, and keeps the people that somebody has worked with', async () => {
    const store = await open();
    const worked = ['status', 'colleague', 'note', 'match', 'told', 'locked'].map((address) =>
      mentor(address, { mail: [] }),
    );
    const untouched = [mentor('ada'), mentor('grace')];
    const mentee = submission({ form: 'mentee', emailCode: Buffer.from('mentee'), mail: [] });
    await store.accept(mentee);
    await store.addImport(importOf('one', [...worked, ...untouched]), kim(0));
    const [status, colleague, note, match, told, locked] = worked as [
      NewSubmission,
      NewSubmission,
      NewSubmission,
      NewSubmission,
      NewSubmission,
      NewSubmission,
    ];
    await store.change([status], { status: 'eligible' }, kim(1));
    await store.change([colleague], { assignedTo: 'kim' }, kim(1));
    await store.addNote(note, box('note'), kim(1));
    await store.match({ mentee, mentor: match }, 1, false, kim(1));
    await store.queueMail([{ to: told, kind: 'imported', key: 'told' }], at(1));
    await claimAll(store, at(2));
    const run = { cause: 'Locked', settings: '{}', totals: '{}', inputHash: 'hash', pairs: [], left: [] };
    const lock = { kind: 'lock', mentee: mentee.submissionId, mentor: locked.submissionId } as const;
    await store.addRun({ round: '2026-27', ...run }, [{ add: lock }], undefined, kim(2));
    expect((await store.imported('one')).map(({ isUntouched }) => isUntouched)).toEqual([
      ...worked.map(() => false),
      ...untouched.map(() => true),
    ]);
    const counts = await Promise.all([store.undoImport('one', kim(3)), store.undoImport('one', kim(3))]);
    expect(counts.sort()).toEqual([2, undefined]);
    expect(await idsOf(store)).toEqual([mentee, ...worked].map(({ submissionId }) => submissionId));
    expect((await store.findImport('one'))?.undone).toEqual(kim(3));
    expect(await store.undoImport('two', kim(3))).toBeUndefined();
    expect((await claimAll(store, at(30))).map(({ name }) => name?.submissionId)).toEqual([told.submissionId]);
    expect((await store.erasures()).map(({ submissionId }) => submissionId).sort()).toEqual(
      untouched.map(({ submissionId }) => submissionId).sort(),
    );
    await carried(store, open);
  });
}
