import { expect, it, vi } from 'vitest';
import { silentLog } from '#inbox/log.ts';
import { doIfDue, startHourly } from '#inbox/services/hourly.ts';
import { fakeLog } from './support/fake-log.ts';
import { openTestInbox } from './support/inbox.ts';

const at = (time: string) => () => new Date(`2027-01-15T${time}:00Z`);

it('an hourly chore runs once an hour, however often processes start, and again soon after it failed', async () => {
  const { store } = await openTestInbox();
  let done = 0;
  const look = (time: string, fails = false) =>
    doIfDue(
      {
        name: 'backup',
        work: () => {
          if (fails) return Promise.reject(new Error('the disk is full'));
          done += 1;
          return Promise.resolve();
        },
      },
      { store, clock: at(time), log: silentLog },
      new AbortController().signal,
    );
  await Promise.all([look('12:00'), look('12:00')]);
  await look('12:30');
  expect(done).toBe(1);
  await look('13:00', true);
  await look('13:01');
  await look('13:30');
  expect(done).toBe(2);
  await look('14:00');
  expect(done).toBe(3);
});

it('an hourly chore that the end of the server breaks off is no failure, and due again at once', async () => {
  const { store } = await openTestInbox();
  const { log, said } = fakeLog();
  const ending = new AbortController();
  const work = (stopping: AbortSignal) =>
    new Promise<void>((_, reject) => {
      stopping.addEventListener('abort', () => reject(stopping.reason as Error));
      ending.abort();
    });
  await doIfDue({ name: 'backup', work }, { store, clock: at('12:00'), log }, ending.signal);
  expect(said).toEqual(['info: an hourly chore was broken off: the next start does it']);
  let done = 0;
  const again = { name: 'backup', work: () => Promise.resolve(void (done += 1)) };
  await doIfDue(again, { store, clock: at('12:01'), log }, new AbortController().signal);
  expect(done).toBe(1);
});

it('the chores of a start leave its first answers alone, and then run', async () => {
  vi.useFakeTimers();
  const looked: number[] = [];
  const seeClock = (now: string) => {
    looked.push(Date.now());
    return Promise.resolve({ seenAt: now, doubt: null });
  };
  const nothing = () => Promise.reject(new Error('no chore was given'));
  const store = { seeClock, claimChore: nothing, finishChore: nothing, forgetChore: nothing };
  const began = Date.now();
  const stop = startHourly(
    { store, clock: () => new Date(), log: silentLog },
    () => Promise.resolve(),
    () => undefined,
    [],
  );
  await vi.advanceTimersByTimeAsync(3_000);
  vi.useRealTimers();
  await stop();
  expect(looked.map((at) => at - began)).toEqual([2_000]);
});
