import { expect, it } from 'vitest';
import { silentLog } from '#inbox/log.ts';
import { doIfDue } from '#inbox/services/hourly.ts';
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
