import { faultProxy } from '../support/fault-proxy.ts';
import { rowsOf, sendMany } from '../support/senders.ts';
import { expect, test } from '../support/test.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

// The site is behind a proxy at another origin that breaks some requests.
test.use({ expectedProblems: [/Failed to load resource|a request to another origin: http:\/\/localhost:/] });

// `npm run bench -- faults` sends a thousand.
const count = isWholeMatrix ? 20 : 6;

test(`each of ${count} questions sent through a proxy that makes faults of every kind is stored once and confirmed`, async ({
  context,
  baseURL,
}) => {
  test.setTimeout(600_000);
  // With this seed, each kind of fault is made before the sixth submission passes.
  const proxy = await faultProxy({ target: baseURL!, rate: 0.5, seed: 1228, stall: 30_000 });
  const confirmed = await sendMany(context, proxy.address, { count, atOnce: 3 });
  await proxy.close();
  expect(Object.entries(proxy.made()).filter(([, times]) => times === 0)).toEqual([]);
  expect(new Set(confirmed).size).toBe(count);
  expect(rowsOf(`${process.env['SITE_STATE']}/data/inbox.sqlite`, confirmed)).toBe(count);
});
