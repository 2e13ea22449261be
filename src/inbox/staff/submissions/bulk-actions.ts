import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import type { SubmissionToChange } from '../../stores/types/store.ts';
import { statuses, statusesOf, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { meetingOf } from '../../submissions/sealed-content.ts';
import { actorOf } from '../actor.ts';
import { colleagues } from './choices.ts';
import { drawList } from './list.ts';
import { nobody, noneTicked, readSelection } from './selection.ts';
import { mailsAboutChange } from './tell.ts';
import { formValue } from '../form-value.ts';

/** Gives the selected submissions a new status, if their form has it, and assigns them to a colleague. */
export async function changeSelected(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store } = services;
  const body = await c.req.parseBody({ all: true });
  const to = statuses.find((status) => status === body['to']);
  const who = [nobody, ...(await colleagues(services))].find((name) => name === body['who']);
  const selected = [body[body['all'] === 'yes' ? 'shown' : 'pick'] ?? []]
    .flat()
    .map(readSelection)
    .filter((name) => name !== undefined);
  const actor = actorOf(c, services);
  const assignedTo = who === nobody ? null : who;
  const tell = body['tell'] === 'yes';
  const address = new URLSearchParams(formValue(body['view']));
  const refuse = (reason: string) => {
    const picked = new Set(selected.map((name) => subjectOf(name)));
    return drawList(c, services, address, { done: reason, selection: { to, who, tell, picked }, status: 422 });
  };
  if (tell && to === undefined && selected.length > 0)
    return refuse('Nothing was changed: choose the new status that is to be told, or untick the box.');
  const mailings = tell && to !== undefined ? await mailingsFor(services, selected, to) : new Map<string, Mailing>();
  const refused = Map.groupBy(
    [...mailings.values()].filter((each) => 'reason' in each),
    ({ reason }) => reason,
  );
  if (refused.size > 0)
    return refuse(
      [
        'Nothing was changed, and nobody is told.',
        ...[...refused].map(
          ([reason, refusals]) => `${refusals.map(({ reference }) => reference).join(', ')}: ${reason}`,
        ),
      ].join(' '),
    );
  const matched = to === undefined ? [] : await referencesInMatch(services, selected, to);
  let [changed, withoutStatus, unchanged] = [0, 0, 0];
  for (const { id } of services.forms) {
    const ofForm = selected.filter(({ form }) => form === id);
    const hasStatus = to !== undefined && statusesOf(id).includes(to);
    if (to !== undefined && !hasStatus) withoutStatus += ofForm.length;
    if (ofForm.length === 0 || (!hasStatus && who === undefined)) continue;
    const changes = hasStatus
      ? ofForm.map((name) => ({ ...name, ...mailings.get(subjectOf(name)) }))
      : ofForm.map(({ form, submissionId }) => ({ form, submissionId }));
    const done = await store.change(changes, { status: hasStatus ? to : undefined, assignedTo }, actor);
    changed += done;
    if (hasStatus) unchanged += ofForm.length - done;
  }
  if (matched.length > 0) address.set('unpaired', matched.join(','));
  address.set(
    'done',
    selected.length === 0
      ? noneTicked
      : [
          to ?? '',
          `${changed}${tell && changed > 0 ? ',told' : ''}`,
          unchanged === 0 ? withoutStatus : `${withoutStatus},${unchanged}`,
          ...(who === undefined ? [] : [who]),
        ].join(' '),
  );
  return c.redirect(`/inbox/?${address.toString()}`, 303);
}

type Mailing = Pick<SubmissionToChange, 'from' | 'mails'> | { reference: string; reason: string };

/** Returns for each submission that changes its mails, or the reason why there is none. */
async function mailingsFor(
  services: Services,
  selected: readonly SubmissionToChange[],
  to: Status,
): Promise<Map<string, Mailing>> {
  const { store, vault } = services;
  const mailings = new Map<string, Mailing>();
  for (const name of selected) {
    const submission = await store.find(name);
    const isUnchanged =
      !submission || submission.status === to || submission.status !== (name.from?.status ?? submission.status);
    if (isUnchanged || !statusesOf(name.form).includes(to)) continue;
    const enclosures = await store.enclosures(name);
    const mails = await mailsAboutChange(services, submission, {
      status: to,
      meeting: meetingOf(vault, name, enclosures),
    });
    const meeting = enclosures.find(({ kind }) => kind === 'meeting')?.content ?? null;
    mailings.set(
      subjectOf(name),
      typeof mails === 'string'
        ? { reference: submission.reference, reason: mails }
        : { from: { status: submission.status, meeting }, mails },
    );
  }
  return mailings;
}

/** Returns the references of mentees whose match the new status ends, and of mentors who leave while they have mentees. */
async function referencesInMatch(
  { store }: Services,
  selected: readonly SubmissionToChange[],
  to: Status,
): Promise<string[]> {
  const isLeaving = to === 'declined' || to === 'withdrawn';
  const matches = selected.some(({ form }) => form === 'mentee' || form === 'mentor') ? await store.matches() : [];
  const inMatch = new Set(
    matches.flatMap(({ mentee, mentor }) => [
      ...(to === 'matched' ? [] : [subjectOf(mentee)]),
      ...(isLeaving ? [subjectOf(mentor)] : []),
    ]),
  );
  const found = selected.filter((name) => inMatch.has(subjectOf(name)) && statusesOf(name.form).includes(to));
  const submissions = await Promise.all(found.map((name) => store.find(name)));
  return submissions.flatMap((each) => (each ? [each.reference] : []));
}
