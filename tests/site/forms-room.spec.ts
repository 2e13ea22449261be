import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examples, without } from '../unit/forms/examples.ts';
import { fillForm, openForm, reference, sendLabels } from '../support/forms.ts';
import { startInbox } from '../support/inbox-process.ts';
import { instant } from '../support/instant.ts';
import { folder } from '../support/site.ts';
import { expect, test as base } from '../support/test.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

/** With a server of its own that has the limits of every site. The tests' server has none. */
const test = base.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright takes no other first parameter
  baseURL: async ({}, use) => {
    const ends: (() => void)[] = [];
    const { address } = await startInbox(
      mkdtempSync(join(tmpdir(), 'mentoring-room-')),
      { SITE_FOLDER: folder, CLOCK: instant, INBOX_RATE_LIMIT: '' },
      (end) => ends.push(end),
      process.env['PACKED_INBOX'],
    );
    await use(address.origin);
    for (const end of ends) end();
  },
});

/** People of a lecture who send at once, from one address. */
const room = 300;

for (const form of isWholeMatrix ? (['mentee', 'ask'] as const) : (['ask'] as const))
  test(`the last of ${room} people in a room sends the ${form} form, although many made mistakes`, async ({
    page,
    request,
  }) => {
    // 600 requests: a bound on what hangs, not on what is slow.
    test.setTimeout(600_000);
    const post = async (number: number, answers: object) => {
      const submission_id = crypto.randomUUID();
      const email = `s${1_000_000 + number}@my.northbridge.example`;
      const data = {
        ...without(examples[form](), 'studentNumber', 'deadline'),
        email,
        submission_id,
        elapsed: '60000',
        ...answers,
      };
      return (await request.post(`/f/${form}`, { data, headers: { Accept: 'application/json' } })).status();
    };
    for (let first = 1; first < room; first += 10) {
      const numbers = Array.from({ length: Math.min(10, room - first) }, (_, more) => first + more);
      const tries = await Promise.all(
        numbers.map(async (number) => [await post(number, { fullName: '' }), await post(number, {})]),
      );
      expect(tries).toEqual(numbers.map(() => [422, 200]));
    }
    await openForm(page, form);
    await fillForm(page, form);
    await page.getByRole('button', { name: sendLabels[form] }).click();
    await reference(page);
  });
