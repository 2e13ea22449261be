import type { Context } from 'hono';
import { formIds } from '#forms/form.ts';
import type { AppEnv, Services } from '../../env.ts';
import type { SubmissionToChange, StoredSubmission } from '../../stores/types/store.ts';
import { statuses, statusesOf, statusWords, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { meetingOf } from '../../submissions/sealed-content.ts';
import { actorOf } from '../actor.ts';
import { colleagues } from './choices.ts';
import { drawList } from './list.ts';
import { mailsTelling } from './tell.ts';
import { formValue } from '../form-value.ts';

/** Stands for nobody where a name is chosen; no name begins so. */
export const nobody = '-';

/** Gives the ticked submissions a status, where their form knows it, and a colleague. */
export async function changeSelected(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const { store } = parts;
  const body = await c.req.parseBody({ all: true });
  const to = statuses.find((status) => status === body['to']);
  const who = [nobody, ...(await colleagues(parts))].find((name) => name === body['who']);
  const ticked = [body[body['all'] === 'yes' ? 'shown' : 'pick'] ?? []]
    .flat()
    .map(judgedIn)
    .filter((name) => name !== undefined);
  const deed = actorOf(c, parts);
  const assignedTo = who === nobody ? null : who;
  const asked = body['tell'] === 'yes';
  const address = new URLSearchParams(formValue(body['view']));
  const refuse = (reason: string) => {
    const picked = new Set(ticked.map((name) => subjectOf(name)));
    return drawList(c, parts, address, { done: reason, ticked: { to, who, tell: asked, picked }, status: 422 });
  };
  if (asked && to === undefined && ticked.length > 0)
    return refuse('Nothing was changed: choose the new status that is to be told, or untick the box.');
  const told = asked && to !== undefined ? await mailsOf(parts, ticked, to) : new Map<string, Told>();
  const refused = Map.groupBy(
    [...told.values()].filter((each) => 'reason' in each),
    ({ reason }) => reason,
  );
  if (refused.size > 0)
    return refuse(
      [
        'Nothing was changed, and nobody is told.',
        ...[...refused].map(([reason, those]) => `${those.map(({ reference }) => reference).join(', ')}: ${reason}`),
      ].join(' '),
    );
  const matched = to === undefined ? [] : await matchedAmong(parts, ticked, to);
  let [changed, unfit, left] = [0, 0, 0];
  for (const { id } of parts.forms) {
    const ofForm = ticked.filter(({ form }) => form === id);
    const isFit = to !== undefined && statusesOf(id).includes(to);
    if (to !== undefined && !isFit) unfit += ofForm.length;
    if (ofForm.length === 0 || (!isFit && who === undefined)) continue;
    const judged = isFit
      ? ofForm.map((name) => ({ ...name, ...told.get(subjectOf(name)) }))
      : ofForm.map(({ form, submissionId }) => ({ form, submissionId }));
    const done = await store.change(judged, { status: isFit ? to : undefined, assignedTo }, deed);
    changed += done;
    if (isFit) left += ofForm.length - done;
  }
  if (matched.length > 0) address.set('unpaired', matched.join(','));
  address.set(
    'done',
    ticked.length === 0
      ? noneTicked
      : [
          to ?? '',
          `${changed}${asked && changed > 0 ? ',told' : ''}`,
          left === 0 ? unfit : `${unfit},${left}`,
          ...(who === undefined ? [] : [who]),
        ].join(' '),
  );
  return c.redirect(`/inbox/?${address.toString()}`, 303);
}

type Told = Pick<SubmissionToChange, 'from' | 'mails'> | { reference: string; reason: string };

/** What is told to each that the new status changes, or why that one cannot be told. */
async function mailsOf(parts: Services, ticked: readonly SubmissionToChange[], to: Status): Promise<Map<string, Told>> {
  const { store, vault } = parts;
  const told = new Map<string, Told>();
  for (const name of ticked) {
    const submission = await store.find(name);
    const isLeft =
      !submission || submission.status === to || submission.status !== (name.from?.status ?? submission.status);
    if (isLeft || !statusesOf(name.form).includes(to)) continue;
    const enclosures = await store.enclosures(name);
    const mails = await mailsTelling(parts, submission, { status: to, meeting: meetingOf(vault, name, enclosures) });
    const meeting = enclosures.find(({ kind }) => kind === 'meeting')?.content ?? null;
    told.set(
      subjectOf(name),
      typeof mails === 'string'
        ? { reference: submission.reference, reason: mails }
        : { from: { status: submission.status, meeting }, mails },
    );
  }
  return told;
}

/** References of those whose match the new status ends, or who leave while mentees are matched with them. */
async function matchedAmong({ store }: Services, ticked: readonly SubmissionToChange[], to: Status): Promise<string[]> {
  const isLeaving = to === 'declined' || to === 'withdrawn';
  const matches = ticked.some(({ form }) => form === 'mentee' || form === 'mentor') ? await store.matches() : [];
  const inMatch = new Set(
    matches.flatMap(({ mentee, mentor }) => [
      ...(to === 'matched' ? [] : [subjectOf(mentee)]),
      ...(isLeaving ? [subjectOf(mentor)] : []),
    ]),
  );
  const found = ticked.filter((name) => inMatch.has(subjectOf(name)) && statusesOf(name.form).includes(to));
  const kept = await Promise.all(found.map((name) => store.find(name)));
  return kept.flatMap((each) => (each ? [each.reference] : []));
}

/** "ask/<id>/new", as a box of the list says which it is, and the status that the list shows. */
export const selectionOf = (submission: StoredSubmission): string => `${subjectOf(submission)}/${submission.status}`;

/** What a box says; a colleague may have changed the status since the list was drawn. */
function judgedIn(value: unknown): SubmissionToChange | undefined {
  const [, form, submissionId, shown] = /^([a-z]+)\/([\da-f-]{36})(?:\/([a-z-]+))?$/.exec(String(value)) ?? [];
  const known = formIds.find((id) => id === form);
  const status = statuses.find((each) => each === shown);
  return known && submissionId ? { form: known, submissionId, ...(status ? { from: { status } } : {}) } : undefined;
}

const noneTicked = 'none ticked';

/** What `changeTicked` did, from the address it led to. */
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
