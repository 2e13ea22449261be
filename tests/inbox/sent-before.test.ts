import { expect, it } from 'vitest';
import { countingBefore } from '#inbox/services/sent-before.ts';
import type { Status } from '#inbox/statuses.ts';

it.each<[Status, boolean]>([
  ['new', true],
  ['eligible', true],
  ['matched', true],
  ['suspect', false],
  ['paused', false],
  ['withdrawn', false],
  ['finished', false],
])('an earlier offer that is %s counts before a later one: %s', (status, counts) => {
  const first = { form: 'mentor', status, duplicateOf: null } as const;
  const second = { form: 'mentor', status: 'new', duplicateOf: 'first' } as const;
  expect(countingBefore(second, new Map([['first', first]]))).toBe(counts ? first : undefined);
});
