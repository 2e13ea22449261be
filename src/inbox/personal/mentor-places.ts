import type { Context } from 'hono';
import { knowledge } from '#forms/knowledge.ts';
import { validateForm } from '#forms/answers/validate.ts';
import type { AppEnv, Services } from '../env.ts';
import { offersChore } from '../services/offers.ts';
import { unmatched, type Status } from '../statuses.ts';
import type { Link, StoredSubmission } from '../stores/types/store.ts';
import { formValue } from '../staff/form-value.ts';
import { sealVersion } from '../submissions/sealed-content.ts';
import { allowedFor, applicantAt, backTo, pauseOf, readApplication } from './applicant.ts';
import { resealed } from './change-answers.ts';
import type { LinkHandler } from './link-pages.ts';

/** Keeps new mentees from a mentor until they are back; their matches go on. */
export const pause: LinkHandler = async (c, services, link, token) => {
  const { submission } = await readApplication(services, link, token);
  if (submission.status === 'paused') return backTo(c, token, 'paused');
  return changeStatus(c, services, link, token, 'pause', () => Promise.resolve('paused'), 'paused');
};

/** Gives a mentor the status from before the break, so that nobody becomes vetted by taking one. */
export const resume: LinkHandler = async (c, services, link, token) => {
  return changeStatus(
    c,
    services,
    link,
    token,
    'resume',
    (submission) => statusBefore(services, submission),
    'resumed',
  );
};

async function changeStatus(
  c: Context<AppEnv>,
  services: Services,
  link: Link,
  token: string,
  act: 'pause' | 'resume',
  statusFor: (submission: StoredSubmission) => Promise<Status>,
  done: string,
): Promise<Response> {
  const application = await readApplication(services, link, token);
  const { submission } = application;
  if (!allowedFor(application, services.clock())[act]) return backTo(c, token, 'late');
  const change = { status: await statusFor(submission) };
  const from = { status: submission.status };
  const changed = await services.store.change([{ ...submission, from }], change, applicantAt(services));
  // Whoever waits for this mentor's answer is offered to the next one within a minute, not within the hour.
  await services.store.forgetChore(offersChore);
  return backTo(c, token, changed === 0 ? 'late' : done);
}

async function statusBefore({ store }: Services, submission: StoredSubmission): Promise<Status> {
  const before = (await pauseOf(store, submission))?.detail.replace(/ to paused$/, '') as Status | undefined;
  // Places may have become free meanwhile; whoever had a match was vetted.
  if (before === 'matched') return 'matching';
  return before === 'suspect' || (before !== undefined && unmatched.includes(before)) ? before : 'new';
}

/** Raises how many mentees a mentor takes by one. The button names the number that it was made for, so that a second click adds nothing. */
export const takeOneMore: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  const { form, submission, answers, places, versions } = application;
  const seen = Number(formValue((await c.req.parseBody())['places']));
  if (seen === places - 1) return backTo(c, token, 'more');
  if (seen !== places || !allowedFor(application, services.clock()).more) return backTo(c, token, 'late');
  const judgement = validateForm(
    form,
    { ...answers, capacity: String(places + 1) },
    { now: services.clock(), ...knowledge },
  );
  if (!judgement.ok) return c.redirect(`/my/${token}/change/`, 303);
  const { status } = submission;
  const isChanged = await services.store.changeAnswers(
    {
      submission,
      from: { status, versions },
      ...resealed(services, application, judgement.answers),
      before: sealVersion(services.vault, submission, answers),
      mails: [],
    },
    applicantAt(services),
  );
  if (!isChanged) return backTo(c, token, 'late');
  // A full mentor has a free place again.
  if (status === 'matched')
    await services.store.change([{ ...submission, from: { status } }], { status: 'matching' }, applicantAt(services));
  return backTo(c, token, 'more');
};
