import { statusWords, type Status } from '../../statuses.ts';
import type { AuditRecord, Enclosure, MailKind, MailRecord, StoredSubmission } from '../../stores/store.ts';
import { openNote } from '../../submissions/sealed-content.ts';
import type { Vault } from '../../vault.ts';
import { mailWords } from '../../services/mails-of-changes.ts';
import { endingWords, readEnding } from '../match/ending.ts';
import { staffName } from '../actor.ts';

/** One line of a submission's history. */
export interface HistoryEntry {
  at: string;
  who: string;
  what: string;
  /** Text of a note. */
  text?: string;
}

/** Returns a submission's history, oldest first, from the audit, its notes and its mails. Views are left out. */
export function historyOf(
  vault: Vault,
  submission: StoredSubmission,
  audit: readonly AuditRecord[],
  enclosures: readonly Enclosure[],
  mail: readonly MailRecord[],
): HistoryEntry[] {
  const actions = audit.flatMap((record) => {
    const what = wordsOf(record);
    // A mentor's yes matches: to both, it is the mentor who did it.
    const isYes = record.action === 'matched' && record.actor === 'applicant';
    const who = isYes ? 'the mentor, who said yes' : staffName(record.actor);
    return what === undefined ? [] : [{ at: record.at, who, what }];
  });
  const notes = enclosures
    .filter(({ kind }) => kind === 'note')
    .map(({ at, content }) => {
      const { by, text } = openNote(vault, submission, content);
      return { at, who: by, what: 'Note', text };
    });
  const mails = mail.flatMap(({ kind, sentAt, returnedAt }) => [
    ...(sentAt === null ? [] : [{ at: sentAt, who: 'the inbox', what: `Mail: ${mailWords(kind)}` }]),
    ...(returnedAt === null ? [] : [{ at: returnedAt, who: 'the inbox', what: `Mail came back: ${mailWords(kind)}` }]),
  ]);
  return [...actions, ...notes, ...mails].sort((a, b) => a.at.localeCompare(b.at));
}

function wordsOf({ action, detail }: AuditRecord): string | undefined {
  switch (action) {
    case 'submission stored':
      return 'Sent';
    case 'submission imported':
      return 'Imported from a file';
    case 'status changed': {
      const [before, after] = detail.split(' to ').map((status) => statusWords[status as Status]);
      return `${before ?? '?'} → ${after ?? '?'}`;
    }
    case 'assigned':
      return `Assigned to ${detail}`;
    case 'matched':
      return 'Matched';
    case 'match ended': {
      const ending = readEnding(detail.split(' ').at(-1));
      return ending ? `Match ended. ${endingWords(ending)}` : 'Match ended';
    }
    case 'mentor asked':
      return 'Mentor asked';
    case 'mentor accepted':
      return 'Mentor said yes';
    case 'mentor declined':
      return 'Mentor said no';
    case 'mentor did not answer':
      return 'Mentor did not answer';
    case 'question withdrawn':
      return 'Mentor no longer asked';
    case 'times proposed':
      return 'Mentor proposed times';
    case 'time chosen':
      return 'Time chosen';
    case 'no time suits':
      return 'No time suits';
    case 'another time wanted':
      return 'Another time wanted';
    case 'answers changed':
      return 'Answers changed';
    case 'link renewed':
      return 'New link to their page';
    case 'answers sent again erased':
      return 'Answers sent again erased';
    case 'meeting set':
      return 'Meeting set';
    case 'meeting removed':
      return 'Meeting removed';
    case 'mail sent again':
      return `Mail to be sent again: ${mailWords(detail as MailKind)}`;
    default:
      return undefined;
  }
}
