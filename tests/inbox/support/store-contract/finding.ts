import { expect, it } from 'vitest';
import type { ListFilter, ListOptions, NewSubmission } from '#inbox/stores/store.ts';
import { applicant, at, box, carried, kim, submission, type Open } from './samples.ts';

/** Finding, listing and counting submissions. */
export function finding(open: Open): void {
  it('lists by form, status and duplicates, in both orders, page by page', async () => {
    const store = await open();
    const all = Array.from({ length: 7 }, (_, index) =>
      submission({
        receivedAt: at(Math.floor(index / 2)),
        form: index % 2 ? 'mentor' : 'ask',
        arrived: index === 3 ? 'late' : index === 5 ? 'suspect' : 'new',
      }),
    );
    for (const each of all) await store.accept(each);
    for (const order of ['newest', 'oldest'] as const) {
      const seen: string[] = [];
      let page = await store.list({ limit: 3, order });
      while (page.length > 0) {
        seen.push(...page.map(({ submissionId }) => submissionId));
        page = await store.list({ limit: 3, order, after: page.at(-1)?.seq });
      }
      const sorted = all.map(({ submissionId }) => submissionId);
      expect(seen).toEqual(order === 'oldest' ? sorted : sorted.toReversed());
    }
    expect(await store.list({ form: 'mentor', limit: 9 })).toHaveLength(3);
    expect((await store.list({ status: 'late', limit: 9 })).map(({ submissionId }) => submissionId)).toEqual([
      all[3]?.submissionId,
    ]);
    expect(await store.list({ duplicates: true, limit: 9 })).toEqual([]);
    expect(await store.counts({})).toEqual({ all: 7, unread: 7, late: 1, suspect: 1, duplicate: 0 });
    expect(await store.counts({ form: 'mentor' })).toMatchObject({ all: 3, suspect: 1 });
  });

  it('is unread for each member of staff until they open it, and for nobody once a status is decided', async () => {
    const store = await open();
    const [one, two] = [submission(), submission()];
    for (const each of [one, two]) await store.accept(each);
    const seqs = (await store.list({ order: 'oldest', limit: 9 })).map(({ seq }) => seq);
    /** Which of the two are unread: 1 for the first, 2 for the second. */
    const unread = async (reader?: string) => {
      const found = (await store.list({ unread: true, reader, order: 'oldest', limit: 9 })).map(({ seq }) => seq);
      expect((await store.counts({ reader })).unread).toBe(found.length);
      if (reader !== undefined) expect(await store.unreadOf(reader, seqs)).toEqual(new Set(found));
      return found.map((seq) => seqs.indexOf(seq) + 1);
    };
    expect([await unread(), await unread('kim')]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    for (const reader of ['kim', 'kim', 'lee']) await store.markRead(one, reader);
    await store.markRead(submission(), 'kim');
    expect([await unread(), await unread('kim'), await unread('rae')]).toEqual([[2], [2], [1, 2]]);
    const deed = kim(5);
    await store.change([one, two], { assignedTo: 'kim' }, deed);
    expect(await unread('rae')).toEqual([1, 2]);
    await store.change([two], { status: 'offered' }, applicant(5));
    expect(await unread('rae')).toEqual([1, 2]);
    await store.change([one, two], { status: 'booked' }, deed);
    expect([await unread(), await unread('rae')]).toEqual([[], []]);
    await store.withdraw({ submission: one, from: 'booked', status: 'closed', mails: [] }, applicant(6));
    expect([await unread(), await unread('kim'), await unread('rae')]).toEqual([[1], [1], [1]]);
    await store.markRead(one, 'kim');
    await carried(store, open);
  });

  it('returns the enclosures of many submissions at once', async () => {
    const store = await open();
    const [one, two, none] = [submission({ adjustments: box('apart') }), submission(), submission()];
    for (const each of [one, two, none]) await store.accept(each);
    await store.addDiffering(one, at(1), Buffer.from('other'), box('other'));
    await store.addNote(two, box('note'), kim(2));
    const all = await store.list({ limit: 10, order: 'oldest' });
    const kept = await store.enclosuresOf(all);
    expect(all.map(({ seq }) => kept.get(seq))).toEqual([
      await store.enclosures(one),
      await store.enclosures(two),
      undefined,
    ]);
    expect((await store.enclosuresOf(all.slice(1))).size).toBe(1);
    expect((await store.enclosuresOf([])).size).toBe(0);
  });

  it('lists by unread, round, assignment and dates', async () => {
    const store = await open();
    const [one, two, three] = [
      submission({ receivedAt: at(1) }),
      submission({ receivedAt: at(2), round: '2025-26' }),
      submission({ receivedAt: at(3) }),
    ];
    for (const each of [one, two, three]) await store.accept(each);
    await store.markRead(one, 'kim');
    await store.change([three], { assignedTo: 'kim' }, kim(5));
    const ids = async (filter: Omit<ListOptions, 'limit'>) =>
      (await store.list({ ...filter, order: 'oldest', limit: 9 })).map(({ submissionId }) => submissionId);
    expect(await ids({ unread: true })).toEqual([two.submissionId, three.submissionId]);
    expect(await ids({ round: '2025-26' })).toEqual([two.submissionId]);
    expect(await ids({ assignedTo: 'kim' })).toEqual([three.submissionId]);
    expect(await ids({ since: at(2), before: at(3) })).toEqual([two.submissionId]);
  });

  it('counts matching submissions by status and by minute of arrival', async () => {
    const store = await open();
    const [one, two, three] = [
      submission({ receivedAt: '2027-01-15T12:59:59.999Z' }),
      submission({ receivedAt: '2027-01-15T13:00:00.000Z', arrived: 'late' }),
      submission({ receivedAt: '2027-01-15T13:30:00.000Z', form: 'mentor' }),
    ];
    for (const each of [one, two, three]) await store.accept(each);
    await store.change([one], { status: 'closed' }, kim(5));
    expect(await store.count({})).toBe(3);
    expect(await store.count({ undecided: true })).toBe(2);
    expect(await store.count({ form: 'ask', undecided: true, before: '2027-01-15T13:00:00.000Z' })).toBe(0);
    const byStatus = await store.countByStatus({});
    expect(byStatus.map(({ form, status, count }) => `${form} ${status} ${count}`).sort()).toEqual([
      'ask closed 1',
      'ask late 1',
      'mentor new 1',
    ]);
    expect(await store.countByMinute({ since: '2027-01-15T00:00:00.000Z' })).toEqual([
      { minute: '2027-01-15T12:59', count: 1 },
      { minute: '2027-01-15T13:00', count: 1 },
      { minute: '2027-01-15T13:30', count: 1 },
    ]);
  });

  it('lists in the order of forms and of statuses, from any offset', async () => {
    const store = await open();
    const [ask, mentee, mentor] = [submission(), submission({ form: 'mentee' }), submission({ form: 'mentor' })];
    for (const each of [ask, mentee, mentor]) await store.accept(each);
    await store.change([mentee], { status: 'matched' }, kim(1));
    await store.change([ask], { status: 'booked' }, kim(1));
    const forms = async (options: Omit<ListOptions, 'limit'>) =>
      (await store.list({ ...options, limit: 2 })).map(({ form }) => form);
    expect(await forms({ order: 'form' })).toEqual(['mentee', 'mentor']);
    expect(await forms({ order: 'form', offset: 2 })).toEqual(['ask']);
    expect(await forms({ order: 'status' })).toEqual(['mentor', 'mentee']);
    expect(await forms({ order: 'oldest', offset: 1 })).toEqual(['mentee', 'mentor']);
  });

  it('finds no duplicate that is dealt with, and nobody to match whose application is over', async () => {
    const store = await open();
    const like = () => submission({ form: 'mentee', duplicates: 'of-round', round: '2026-27' });
    const [first, repeat, other] = [
      like(),
      like(),
      submission({ form: 'mentee', round: '2026-27', emailCode: Buffer.from('b') }),
    ];
    for (const each of [first, repeat, other]) await store.accept(each);
    const ids = async (filter: ListFilter) =>
      (await store.list({ ...filter, limit: 9, order: 'oldest' })).map(({ submissionId }) => submissionId);
    expect(await ids({ duplicates: true })).toEqual([repeat.submissionId]);
    expect(await ids({ matched: false })).toEqual([first, repeat, other].map(({ submissionId }) => submissionId));
    expect((await store.counts({})).duplicate).toBe(1);
    const deed = kim(30);
    await store.change([repeat], { status: 'declined' }, deed);
    await store.change([other], { status: 'finished' }, deed);
    expect(await ids({ duplicates: true })).toEqual([]);
    expect(await ids({ matched: false })).toEqual([first.submissionId]);
    expect((await store.counts({})).duplicate).toBe(0);
  });

  it('puts filters together: what one lacks is found once that one filter is taken away', async () => {
    const store = await open();
    const filters = {
      form: 'mentee',
      status: 'new',
      round: '2026-27',
      assignedTo: 'kim',
      unread: true,
      since: at(10),
      before: at(20),
      undecided: true,
      matched: false,
    } as const;
    const like = (changes: Partial<NewSubmission> = {}) =>
      submission({ form: 'mentee', round: '2026-27', receivedAt: at(15), ...changes });
    const wanted = like();
    const [read, matched, booked] = [like(), like(), like()];
    /** Each lacks what the filters of its names ask for, and nothing else. */
    const others: [NewSubmission, ...(keyof typeof filters)[]][] = [
      [like({ form: 'ask' }), 'form'],
      [like({ round: '2025-26' }), 'round'],
      [like({ receivedAt: at(9) }), 'since'],
      [like({ receivedAt: at(20) }), 'before'],
      [like({ arrived: 'late' }), 'status'],
      [booked, 'status', 'undecided', 'unread'],
      [read, 'unread'],
      [matched, 'status', 'undecided', 'matched', 'unread'],
    ];
    const deed = kim(30);
    const mentor = submission({ form: 'mentor' });
    const nobodys = like();
    const all = [wanted, nobodys, ...others.map(([each]) => each)];
    for (const each of [mentor, ...all]) await store.accept(each);
    await store.markRead(read, 'kim');
    await store.match({ mentee: matched, mentor }, 1, false, deed);
    await store.change(
      all.filter((each) => each !== nobodys),
      { assignedTo: 'kim' },
      deed,
    );
    await store.change([booked], { status: 'eligible' }, deed);
    const found = async (filter: ListFilter) => {
      const listed = (await store.list({ ...filter, limit: 99 })).map(({ submissionId }) => submissionId).sort();
      expect(await store.count(filter)).toBe(listed.length);
      return listed;
    };
    const idsOf = (...each: NewSubmission[]) => each.map(({ submissionId }) => submissionId).sort();
    expect(await found(filters)).toEqual(idsOf(wanted));
    for (const [other, ...lacking] of [...others, [nobodys, 'assignedTo'] as const]) {
      const fewer = Object.fromEntries(Object.entries(filters).filter(([name]) => !lacking.includes(name as never)));
      expect(await found(fewer), lacking.join()).toEqual(expect.arrayContaining(idsOf(wanted, other)));
    }
  });
}
