import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import type { SubmissionToChange } from '../../stores/types/store.ts';
import { statuses, statusesOf, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { meetingOf } from '../../submissions/sealed-content.ts';
import { actorOf } from '../actor.ts';
import { colleagues } from './choices.ts';
import { drawList } from './list.ts';
import { noneTicked } from './done-words.ts';
import { nobody, readSelection } from './selection.ts';
import { mailsTelling } from './tell.ts';
import { formValue } from '../form-value.ts';

/** Gives the ticked submissions a status, where their form knows it, and a colleague. */
export async function changeSelected(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const { store } = parts;
  const body = await c.req.parseBody({ all: true });
  const to = statuses.find((status) => status === body['to']);
  const who = [nobody, ...(await colleagues(parts))].find((name) => name === body['who']);
  const ticked = [body[body['all'] === 'yes' ? 'shown' : 'pick'] ?? []]
    .flat()
    .map(readSelection)
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
  const matches = ticked.some(({ form }) => form !== 'ask') ? await store.matches() : [];
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
