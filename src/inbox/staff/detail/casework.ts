import { clean } from '#forms/answers/answers.ts';
import { statusWords } from '../../statuses.ts';
import type { StoredSubmission } from '../../stores/store.ts';
import { meetingText, typedMeetingOf, readTypedMeeting, type TypedMeeting } from '../meetings/meeting-fields.ts';
import type { Meeting } from '../../submissions/sealed-content.ts';
import { formValue } from '../../pages/form-value.ts';

/** The values in the form of a submission's page: as stored, or as typed and not saved. */
export interface Casework {
  status: string;
  /** Name of a colleague; '' for nobody. */
  assigned: string;
  /** Undefined for applications: only questions have meetings. */
  meeting: TypedMeeting | undefined;
  tell: boolean;
  /** True if the mentor is to be told that the match has ended. */
  tellPartner: boolean;
  note: string;
}

/** Returns the stored values. */
export const caseworkOf = ({ form, status, assignedTo }: StoredSubmission, meeting: Meeting | undefined): Casework => ({
  status,
  assigned: assignedTo ?? '',
  meeting: form === 'ask' ? typedMeetingOf(meeting) : undefined,
  tell: false,
  tellPartner: false,
  note: '',
});

/** The values to save, and whether they conflict with a colleague's change. */
export interface CaseworkChange {
  casework: Casework;
  /** Says what was changed in the meantime, by a colleague or from another tab; undefined without a conflict. */
  conflict: string | undefined;
  /** True if all changes are already stored: by a colleague, or because the same form was sent before. */
  isDone: boolean;
}

/**
 * Reads the form of a page that may be older than the stored values. Fields that were not changed on the page get the stored value. Equal
 * changes, or the same form sent twice, are no conflict; in a conflict the stored value wins.
 */
export function readCasework(
  body: Record<string, unknown>,
  submission: StoredSubmission,
  storedMeeting: Meeting | undefined,
): CaseworkChange {
  const stored = caseworkOf(submission, storedMeeting);
  const typed = stored.meeting && readTypedMeeting(body);
  const status = { was: formValue(body['was']), wanted: formValue(body['status']), stored: stored.status };
  const assigned = {
    was: formValue(body['was-assigned'] ?? stored.assigned),
    wanted: formValue(body['assigned']),
    stored: stored.assigned,
  };
  const meeting = {
    was: formValue(body['was-meeting'] ?? meetingText(stored.meeting)),
    wanted: meetingText(typed),
    stored: meetingText(stored.meeting),
  };
  const conflict = isConflict(status)
    ? `the status was changed to ${statusWords[submission.status]}`
    : isConflict(assigned)
      ? `it was assigned to ${submission.assignedTo ?? 'nobody'}`
      : isConflict(meeting)
        ? 'the meeting was changed'
        : undefined;
  return {
    casework: {
      status: settled(status),
      assigned: settled(assigned),
      meeting: meeting.wanted === meeting.was ? stored.meeting : typed,
      tell: body['tell'] === 'yes' && !isConflict(status),
      tellPartner: body['tell-partner'] === 'yes' && !isConflict(status),
      note: clean(formValue(body['note']), true),
    },
    conflict,
    isDone: isDone([status, assigned, meeting]),
  };
}

/** A field: its value when the page was drawn, the value sent, and the stored value. */
interface FieldChange {
  was: string;
  wanted: string;
  stored: string;
}

const isConflict = ({ was, wanted, stored }: FieldChange) => wanted !== was && stored !== was && stored !== wanted;

const isDone = (fields: readonly FieldChange[]) => {
  const changed = fields.filter(({ was, wanted }) => wanted !== was);
  return changed.length > 0 && changed.every(({ wanted, stored }) => wanted === stored);
};

const settled = (field: FieldChange) => (field.wanted === field.was || isConflict(field) ? field.stored : field.wanted);
