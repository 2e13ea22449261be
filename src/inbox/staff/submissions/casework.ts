import { clean } from '#forms/answers.ts';
import { statusWords } from '../../statuses.ts';
import type { StoredSubmission } from '../../stores/types/store.ts';
import { meetingText, typedMeetingOf, readTypedMeeting, type TypedMeeting } from '../meetings/meeting-fields.ts';
import type { Meeting } from '../../submissions/sealed-content.ts';
import { formValue } from '../form-value.ts';

/** What the form of a submission's page shows: as it is kept, or as it was chosen and typed and not saved. */
export interface Casework {
  status: string;
  /** Name of a colleague; '' for nobody. */
  assigned: string;
  /** For a question. */
  meeting: TypedMeeting | undefined;
  tell: boolean;
  /** The mentor is told when the match ends by this. */
  tellPartner: boolean;
  note: string;
}

/** As it is kept. */
export const caseworkOf = ({ form, status, assignedTo }: StoredSubmission, kept: Meeting | undefined): Casework => ({
  status,
  assigned: assignedTo ?? '',
  meeting: form === 'ask' ? typedMeetingOf(kept) : undefined,
  tell: false,
  tellPartner: false,
  note: '',
});

/** What is wanted of a submission; in words what a colleague has meanwhile changed to something else. */
export interface CaseworkChange {
  work: Casework;
  clash: string | undefined;
  /** All that was changed on the page is so already: by a colleague, or by the same form sent before. */
  isDone: boolean;
}

/**
 * Reads the form of a page that may be older than what is kept by now. What was left alone on it stays as it is by now, and what two
 * want alike, or one sends twice, is no clash; where two want different things, the work has what is kept.
 */
export function readCasework(
  body: Record<string, unknown>,
  submission: StoredSubmission,
  kept: Meeting | undefined,
): CaseworkChange {
  const now = caseworkOf(submission, kept);
  const typed = now.meeting && readTypedMeeting(body);
  const status = { was: formValue(body['was']), wanted: formValue(body['status']), now: now.status };
  const assigned = {
    was: formValue(body['was-assigned'] ?? now.assigned),
    wanted: formValue(body['assigned']),
    now: now.assigned,
  };
  const meeting = {
    was: formValue(body['was-meeting'] ?? meetingText(now.meeting)),
    wanted: meetingText(typed),
    now: meetingText(now.meeting),
  };
  const clash = clashes(status)
    ? `changed the status to ${statusWords[submission.status]}`
    : clashes(assigned)
      ? `assigned it to ${submission.assignedTo ?? 'nobody'}`
      : clashes(meeting)
        ? 'changed the meeting'
        : undefined;
  return {
    work: {
      status: settled(status),
      assigned: settled(assigned),
      meeting: meeting.wanted === meeting.was ? now.meeting : typed,
      tell: body['tell'] === 'yes' && !clashes(status),
      tellPartner: body['tell-partner'] === 'yes' && !clashes(status),
      note: clean(formValue(body['note']), true),
    },
    clash,
    isDone: isDone([status, assigned, meeting]),
  };
}

/** As it was on the page, as it is wanted, and as it is by now. */
interface Part {
  was: string;
  wanted: string;
  now: string;
}

const clashes = ({ was, wanted, now }: Part) => wanted !== was && now !== was && now !== wanted;

const isDone = (parts: readonly Part[]) => {
  const changed = parts.filter(({ was, wanted }) => wanted !== was);
  return changed.length > 0 && changed.every(({ wanted, now }) => wanted === now);
};

const settled = (part: Part) => (part.wanted === part.was || clashes(part) ? part.now : part.wanted);
