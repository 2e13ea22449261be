import { createHash } from 'node:crypto';
import { localDay } from '#forms/dates/zoned-time.ts';
import type { Services } from '../../env.ts';
import type { StoredSubmission } from '../../stores/store.ts';
import type { OpenedSubmission } from '../../submissions/open-each.ts';
import { addressOf } from '../../submissions/address-of.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { findAll } from '../submissions/find.ts';
import type { ListView } from '../submissions/list-filter.ts';

/** Somebody who gets the mail, by their latest submission in the list. */
export interface Recipient {
  submission: StoredSubmission;
  name: string;
  email: string;
}

export interface Recipients {
  people: readonly Recipient[];
  /** Submissions for which no mail is sent: of a person who already gets it, or probably sent by a machine. */
  leftOut: { again: number; suspect: number };
}

/** Returns everybody in a list, each once however often they applied. */
export const recipientsOf = async (services: Services, view: ListView): Promise<Recipients> =>
  eachOnce(await findAll(services, { ...view, order: 'newest' }));

/** Returns the people who sent these submissions, newest first, each once by their latest. */
function eachOnce(submissions: readonly OpenedSubmission[]): Recipients {
  const byAddress = new Map<string, Recipient>();
  let [again, suspect] = [0, 0];
  for (const { submission, content } of submissions) {
    const email = String(content.answers['email'] ?? '');
    const key = addressOf(content);
    if (submission.status === 'suspect' || email === '') suspect += 1;
    else if (byAddress.has(key)) again += 1;
    else byAddress.set(key, { submission, name: nameOf(content), email });
  }
  return { people: [...byAddress.values()], leftOut: { again, suspect } };
}

export interface WrittenMail {
  subject: string;
  body: string;
}

/**
 * Returns the name of a mail to a group. The same text to the same people on one day has one name, whoever sends it and however often they
 * click.
 */
export function groupOf({ subject, body }: WrittenMail, people: readonly Recipient[], now: Date): string {
  const ids = people.map(({ submission }) => submission.submissionId).sort();
  return createHash('sha256')
    .update(JSON.stringify([localDay(now), subject, body, ids]))
    .digest('hex')
    .slice(0, 32);
}

/** Returns a name for the people alone, by which a preview is compared with what is sent. */
export const peopleCode = (people: readonly Recipient[]): string =>
  groupOf({ subject: '', body: '' }, people, new Date(0));
