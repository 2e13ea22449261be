import { forms } from '#forms/registry.ts';
import { silentLog } from '#inbox/log.ts';
import type { Inbox } from '#inbox/open-inbox.ts';
import { receive } from '#inbox/submissions/receive.ts';
import { answersOf, formIds } from '../../tests/inbox/support/answers.ts';
import { openDay, round } from '../../tests/inbox/support/inbox.ts';

const atOnce = 256;

/**
 * Stores valid submissions, one form after the other, as the server would. Returns their e-mail addresses, all
 * different.
 */
export async function fill({ store, vault }: Inbox, count: number): Promise<string[]> {
  const rounds = [round];
  const content = { roundsAt: () => rounds };
  const services = { store, vault, rounds, content, clock: () => new Date(openDay), log: silentLog };
  const emails = Array.from({ length: count }, (_, index) => `s${1_000_000 + index}@my.northbridge.example`);
  for (let begin = 0; begin < count; begin += atOnce) {
    const portion = emails.slice(begin, begin + atOnce).map((email, index) => {
      const form = forms.find(({ id }) => id === formIds[(begin + index) % formIds.length])!;
      return receive(
        services,
        form,
        answersOf(form.id, { email, fullName: `Person ${begin + index}` }),
        '192.0.2.1',
        () => Promise.resolve(),
      );
    });
    await Promise.all(portion);
  }
  return emails;
}
