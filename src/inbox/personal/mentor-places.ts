import { knowledge } from '#forms/knowledge.ts';
import { validateForm } from '#forms/validate.ts';
import type { Services } from '../env.ts';
import { askOnSoon } from '../services/telling-chores.ts';
import { unmatched, type Status } from '../statuses.ts';
import type { StoredSubmission } from '../stores/store.ts';
import { formValue } from '../pages/form-value.ts';
import { allowedFor, applicantAt, backTo, pauseOf, readApplication } from './applicant.ts';
import { refuseHere } from './application-page.ts';
import { storeAnswers } from './change-answers.ts';
import type { LinkHandler } from './link-pages.ts';

const changeStatus =
  (act: 'pause' | 'resume', done: string): LinkHandler =>
  async (c, services, link, token) => {
    const application = await readApplication(services, link, token);
    const { submission } = application;
    const allowed = allowedFor(application, services.clock());
    // A second click finds it done.
    if (act === 'pause' ? submission.status === 'paused' : allowed.pause) return backTo(c, services, token, done);
    if (!allowed[act]) return backTo(c, services, token, 'late');
    // What waits for the mentor's answer goes to others at once.
    if (act === 'pause' && (await c.req.parseBody())['sure'] !== 'yes')
      return refuseHere(c, services, application, { field: 'sure', message: 'Tick the box to take a break.' });
    const change = { status: act === 'pause' ? 'paused' : await statusBefore(services, submission) } as const;
    const from = { status: submission.status };
    const changed = await services.store.change([{ ...submission, from }], change, applicantAt(services));
    // Something changed meanwhile, perhaps by a second click: look again.
    if (changed === 0) return { pause, resume }[act](c, services, link, token);
    await askOnSoon(services.store);
    return backTo(c, services, token, done);
  };

/** Keeps new mentees from a mentor until they are back; their matches go on. */
export const pause = changeStatus('pause', 'paused');

/** Gives a mentor the status from before the break, so that nobody becomes vetted by taking one. */
export const resume = changeStatus('resume', 'resumed');

async function statusBefore({ store }: Services, submission: StoredSubmission): Promise<Status> {
  const before = (await pauseOf(store, submission))?.detail.replace(/ to paused$/, '') as Status | undefined;
  // Places may have become free meanwhile; a mentor who had a match was vetted.
  if (before === 'matched') return 'eligible';
  return before === 'suspect' || (before !== undefined && unmatched.includes(before)) ? before : 'new';
}

/** Raises how many mentees a mentor takes by one. The button names the number that it was made for, so that a second click adds nothing. */
export const takeOneMore: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  const { form, submission, answers, places } = application;
  const { status } = submission;
  const seen = Number(formValue((await c.req.parseBody())['places']));
  if (seen === places - 1) return backTo(c, services, token, 'more');
  if (seen !== places || !allowedFor(application, services.clock()).more) return backTo(c, services, token, 'late');
  const judgement = validateForm(
    form,
    { ...answers, capacity: String(places + 1) },
    { now: services.clock(), ...knowledge },
  );
  if (!judgement.ok) return c.redirect(`/my/${token}/change/`, 303);
  if (!(await storeAnswers(services, application, judgement.answers, []))) return takeOneMore(c, services, link, token);
  // A full mentor has a free place again.
  if (status === 'matched')
    await services.store.change([{ ...submission, from: { status } }], { status: 'eligible' }, applicantAt(services));
  return backTo(c, services, token, 'more');
};

/** Keeps a mentor's application until a later day. The form names the day, so that a second click changes nothing. */
export const stay: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  const { form, answers } = application;
  const until = formValue((await c.req.parseBody())['until']);
  if (until === answers['keepUntil']) return backTo(c, services, token, 'stayed');
  if (!allowedFor(application, services.clock()).stay) return backTo(c, services, token, 'late');
  if (until === '')
    return refuseHere(c, services, application, {
      field: 'until',
      message: 'Choose until when we may keep your offer.',
    });
  const judgement = validateForm(form, { ...answers, keepUntil: until }, { now: services.clock(), ...knowledge });
  if (!judgement.ok) return c.redirect(`/my/${token}/change/`, 303);
  if (!(await storeAnswers(services, application, judgement.answers, []))) return stay(c, services, link, token);
  return backTo(c, services, token, 'stayed');
};
