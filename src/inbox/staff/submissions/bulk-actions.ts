import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import type { StoredSubmission, SubmissionToChange } from '../../stores/store.ts';
import { statuses, statusesOf, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { meetingOf } from '../../submissions/sealed-content.ts';
import { actorOf, recordAction } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { staffBar } from '../ui/bar.ts';
import { readIndex } from '../ui/mail-preview.ts';
import { composedMails, tellingsCode, tellingsOf, type Tellings } from './bulk-change.ts';
import { bulkPreviewPage } from './bulk-preview-page.ts';
import { colleagues } from './choices.ts';
import { drawList } from './list.ts';
import { nobody, noneTicked, readSelection, savedBefore } from './selection.ts';
import { mentorOfChange, wasJustMailed } from './tell.ts';

const nobodyTold: Tellings = { told: [], untold: [], left: [] };

/**
 * Gives the selected submissions a new status, if their form has it, and assigns them to a colleague. Where more than one
 * is selected and they are to be told, the mails are shown first, and only what was shown is saved.
 */
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
  const act = formValue(body['act']);
  const address = new URLSearchParams(formValue(body['view']));
  const chooseAnew = (done?: string) => {
    const picked = new Set(selected.map((name) => subjectOf(name)));
    return drawList(c, services, address, {
      done,
      selection: { to, who, tell, picked },
      status: done === undefined ? 200 : 422,
    });
  };
  if (act === 'choose') return chooseAnew();
  if (tell && to === undefined && selected.length > 0)
    return chooseAnew('Nothing was changed: choose the new status that is to be told, or untick the box.');
  const tellings =
    tell && to !== undefined ? await tellingsOf(services, selected, to, assignedTo !== undefined) : nobodyTold;
  const { told, untold } = tellings;
  const isSaved = act === 'save' && to !== undefined;
  if (untold.length > 0 && told.length === 0 && !isSaved) return chooseAnew(untoldWords(tellings));
  if (to !== undefined && told.length > 0 && selected.length > 1) {
    const code = tellingsCode(to, tellings);
    if (!isSaved || body['code'] !== code) {
      const at = readIndex(formValue(body['at']), told);
      const page = bulkPreviewPage({
        bar: staffBar(c),
        view: address.toString(),
        selected,
        to,
        who,
        tellings,
        at,
        mails: await composedMails(services, told[at]!),
        code,
        inMatch: await referencesInMatch(
          services,
          told.map(({ change }) => change),
          to,
        ),
        news: isSaved
          ? 'Not saved: meanwhile something about these applicants has changed. Look at who is told, then save.'
          : undefined,
      });
      await recordAction(c, services, 'bulk change looked at', 'inbox', `${to} ${String(told.length)}`);
      return c.html(page, isSaved ? 409 : 200);
    }
  }
  const changes = new Map(told.map(({ change }) => [subjectOf(change), change]));
  const kept = new Set(untold.map(({ submission }) => subjectOf(submission)));
  const changing = selected.filter((name) => !kept.has(subjectOf(name)));
  const matched = to === undefined ? [] : await referencesInMatch(services, changing, to);
  let [changed, withoutStatus, unchanged] = [0, 0, 0];
  for (const { id } of services.forms) {
    const ofForm = changing.filter(({ form }) => form === id);
    const hasStatus = to !== undefined && statusesOf(id).includes(to);
    if (to !== undefined && !hasStatus) withoutStatus += ofForm.length;
    if (ofForm.length === 0 || (!hasStatus && who === undefined)) continue;
    const done = await store.change(
      hasStatus
        ? ofForm.map((name) => changes.get(subjectOf(name)) ?? name)
        : ofForm.map(({ form, submissionId }) => ({ form, submissionId })),
      { status: hasStatus ? to : undefined, assignedTo },
      actor,
    );
    changed += done;
    if (hasStatus) unchanged += ofForm.length - done;
  }
  const before = isSaved && changed === 0 ? await countJustTold(services, changing, to) : 0;
  if (matched.length > 0) address.set('unpaired', matched.join(','));
  if (untold.length > 0) address.set('untold', untold.map(({ submission }) => submission.reference).join(','));
  address.set(
    'done',
    selected.length === 0
      ? noneTicked
      : before > 0
        ? [savedBefore, to, before, ...(unchanged > before ? [unchanged - before] : [])].join(' ')
        : [
            to ?? '',
            `${changed}${tell && changed > 0 ? ',told' : ''}`,
            unchanged === 0 ? withoutStatus : `${withoutStatus},${unchanged}`,
            ...(who === undefined ? [] : [who]),
          ].join(' '),
  );
  return c.redirect(`/inbox/?${address.toString()}`, 303);
}

function untoldWords({ untold }: Tellings): string {
  const byReason = Map.groupBy(untold, ({ reason }) => reason);
  const reasons = [...byReason].map(
    ([reason, those]) => `${reason} This is so of ${those.map(({ submission }) => submission.reference).join(', ')}.`,
  );
  return `Nothing was changed, and nobody is told: ${reasons.join(' And ')}`;
}

/** Returns how many have the status and were told of it within a minute: the same form was sent twice, or by two. */
async function countJustTold(services: Services, names: readonly SubmissionToChange[], to: Status): Promise<number> {
  let count = 0;
  for (const name of names)
    if (
      (await services.store.find(name))?.status === to &&
      (await wasJustMailed(services, name, (kind) => kind === to))
    )
      count += 1;
  return count;
}

/**
 * Returns the references of mentees whose match the new status ends, of mentors who leave while they have mentees, and of
 * questions whose meeting with a mentor is off.
 */
async function referencesInMatch(
  services: Services,
  selected: readonly SubmissionToChange[],
  to: Status,
): Promise<string[]> {
  const { store } = services;
  const isLeaving = to === 'declined' || to === 'withdrawn';
  const matches = selected.some(({ form }) => form === 'mentee' || form === 'mentor') ? await store.matches() : [];
  const inMatch = new Set(
    matches.flatMap(({ mentee, mentor }) => [
      ...(to === 'matched' ? [] : [subjectOf(mentee)]),
      ...(isLeaving ? [subjectOf(mentor)] : []),
    ]),
  );
  const references: string[] = [];
  for (const name of selected.filter(({ form }) => statusesOf(form).includes(to))) {
    if (name.form !== 'ask' && !inMatch.has(subjectOf(name))) continue;
    const submission = await store.find(name);
    if (submission && (name.form !== 'ask' || (await hasUntoldMentor(services, submission, to))))
      references.push(submission.reference);
  }
  return references;
}

async function hasUntoldMentor(services: Services, submission: StoredSubmission, status: Status): Promise<boolean> {
  const meeting = meetingOf(services.vault, submission, await services.store.enclosures(submission));
  return (await mentorOfChange(services, submission, { status, meeting })) !== undefined;
}
