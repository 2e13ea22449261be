import { statuses, statusWords } from '../../statuses.ts';
import { nobody } from './selection.ts';

/** In the address where nothing was ticked. */
export const noneTicked = 'none ticked';

/** What `changeSelected` did, from the address it led to. */
export function doneWords(done: string | undefined, unpaired = ''): string | undefined {
  if (done === 'next') return 'Saved. Nothing else here is unread.';
  if (done === 'next-told') return 'Saved, and the applicant is told by email. Nothing else here is unread.';
  if (done === noneTicked) return 'Nothing was changed: tick those to change, or all on this page.';
  const [, name, changed, mail, unfit, left, who] =
    /^([a-z-]*) (\d+)(?:,(told))? (\d+)(?:,(\d+))?(?: (\S+))?$/.exec(done ?? '') ?? [];
  const status = statuses.find((each) => each === name);
  if (changed === undefined) return undefined;
  if (!status && who === undefined) return 'Nothing was changed: choose a new status or a colleague.';
  const deeds = [
    ...(status ? [`changed to ${statusWords[status]}`] : []),
    ...(who === undefined ? [] : [`assigned to ${who === nobody ? 'nobody' : who}`]),
  ];
  return [
    changed === '0' ? 'Nothing was changed.' : `${changed} ${deeds.join(' and ')}.`,
    ...(mail === 'told' ? ['Whoever has the new status is told by email, within a minute.'] : []),
    ...(unfit === '0' || !status ? [] : [`${unfit} kept the status: that form has no status ${statusWords[status]}.`]),
    ...(left === undefined ? [] : [`${left} left alone: so already, or changed by a colleague meanwhile.`]),
    ...(/^[A-Z\d]{8}(,[A-Z\d]{8})*$/.test(unpaired)
      ? [
          `In a match: ${unpaired.replaceAll(',', ', ')}. The other side has not been told of it: look at each, and write.`,
        ]
      : []),
  ].join(' ');
}
