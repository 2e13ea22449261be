import { faultProxy } from '../support/fault-proxy.ts';
import { rowsOf, sendMany } from '../support/senders.ts';
import { expect, test } from '../support/test.ts';

// The site is behind a proxy at another origin that breaks some requests.
test.use({ expectedProblems: [/Failed to load resource|a request to another origin: http:\/\/localhost:/] });

// `npm run bench -- faults` sends a thousand.
const count = 20;

test(`each of ${count} questions sent through a proxy that breaks half of the requests is stored once and confirmed`, async ({
  context,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const proxy = await faultProxy({ target: baseURL!, rate: 0.5, seed: 3, stall: 30_000 });
  const confirmed = await sendMany(context, proxy.address, { count, atOnce: 4 });
  await proxy.close();
  const harmed = Object.values(proxy.made()).reduce((sum, times) => sum + times);
  expect(harmed).toBeGreaterThan(count / 4);
  expect(new Set(confirmed).size).toBe(count);
  expect(rowsOf(`${process.env['SITE_STATE']}/data/inbox.sqlite`, confirmed)).toBe(count);
});
