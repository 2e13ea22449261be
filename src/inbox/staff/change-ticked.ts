import type { Context } from 'hono';
import type { App, AppParts } from '../app.ts';
import type { Judged, StoredSubmission } from '../store.ts';
import { statuses, statusesOf, statusWords } from '../statuses.ts';
import { subjectOf } from '../stores/deeds.ts';
import { deedOf } from './deed.ts';
import { colleagues, tellable } from './choices.ts';
import { textOf } from './text-of.ts';

/** Stands for nobody where a name is chosen; no name begins so. */
export const nobody = '-';

/** Gives the ticked submissions a status, where their form knows it, and a colleague. */
export async function changeTicked(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store } = parts;
  const body = await c.req.parseBody({ all: true });
  const to = statuses.find((status) => status === body['to']);
  const who = [nobody, ...(await colleagues(parts))].find((name) => name === body['who']);
  const ticked = [body[body['all'] === 'yes' ? 'shown' : 'pick'] ?? []]
    .flat()
    .map(judgedIn)
    .filter((name) => name !== undefined);
  const deed = deedOf(c, parts);
  const assignedTo = who === nobody ? null : who;
  const asked = to !== undefined && body['tell'] === 'yes';
  let [changed, unfit, left, told] = [0, 0, 0, false];
  for (const { id } of parts.forms) {
    const ofForm = ticked.filter(({ form }) => form === id);
    const isFit = to !== undefined && statusesOf(id).includes(to);
    const tell = asked && isFit && tellable(parts, id).includes(to);
    if (to !== undefined && !isFit) unfit += ofForm.length;
    if (ofForm.length === 0 || (!isFit && who === undefined)) continue;
    const judged = isFit ? ofForm : ofForm.map(({ form, submissionId }) => ({ form, submissionId }));
    const done = await store.change(judged, { status: isFit ? to : undefined, assignedTo, tell }, deed);
    changed += done;
    told ||= tell && done > 0;
    if (isFit) left += ofForm.length - done;
  }
  const address = new URLSearchParams(textOf(body['view']));
  address.set(
    'done',
    ticked.length === 0
      ? noneTicked
      : [
          to ?? '',
          `${changed}${asked ? (told ? ',told' : ',untold') : ''}`,
          left === 0 ? unfit : `${unfit},${left}`,
          ...(who === undefined ? [] : [who]),
        ].join(' '),
  );
  return c.redirect(`/inbox/?${address.toString()}`, 303);
}

/** "ask/<id>/new", as a box of the list says which it is, and the status that the list shows. */
export const pickOf = (submission: StoredSubmission): string => `${subjectOf(submission)}/${submission.status}`;

/** What a box says; a colleague may have changed the status since the list was drawn. */
function judgedIn(value: unknown): Judged | undefined {
  const [, form, submissionId, shown] =
    /^(mentee|mentor|ask)\/([\da-f-]{36})(?:\/([a-z-]+))?$/.exec(String(value)) ?? [];
  const status = statuses.find((each) => each === shown);
  return form && submissionId
    ? { form: form as Judged['form'], submissionId, ...(status ? { from: { status } } : {}) }
    : undefined;
}

const noneTicked = 'none ticked';

/** What `changeTicked` did, from the address it led to. */
export function doneWords(done: string | undefined): string | undefined {
  if (done === 'next') return 'Saved. Nothing else here is unread.';
  if (done === 'next-told') return 'Saved, and the applicant is told by email. Nothing else here is unread.';
  if (done === noneTicked) return 'Nothing was changed: tick those to change, or all on this page.';
  const [, name, changed, mail, unfit, left, who] =
    /^([a-z-]*) (\d+)(?:,(told|untold))? (\d+)(?:,(\d+))?(?: (\S+))?$/.exec(done ?? '') ?? [];
  const status = statuses.find((each) => each === name);
  if (changed === undefined) return undefined;
  if (!status && who === undefined) return 'Nothing was changed: choose a new status or a colleague.';
  const deeds = [
    ...(status ? [`changed to ${statusWords[status]}`] : []),
    ...(who === undefined ? [] : [`assigned to ${who === nobody ? 'nobody' : who}`]),
  ];
  return [
    changed === '0' ? 'Nothing was changed.' : `${changed} ${deeds.join(' and ')}.`,
    ...(mail === 'told' ? ['Whoever has a new status of which there is a mail is told by email.'] : []),
    ...(mail === 'untold' && changed !== '0' ? ['Nobody is told by email: there is no mail for that.'] : []),
    ...(unfit === '0' || !status ? [] : [`${unfit} kept the status: that form has no status ${statusWords[status]}.`]),
    ...(left === undefined ? [] : [`${left} left alone: so already, or changed by a colleague meanwhile.`]),
  ].join(' ');
}
