import type { Context } from 'hono';
import type { App, AppParts } from '../app.ts';
import { unmatched } from '../statuses.ts';
import type { MatchResult, StoredSubmission } from '../store.ts';
import { subjectOf } from '../stores/deeds.ts';
import { openContent } from '../submissions/sealed-content.ts';
import { placesOf } from '../work/places.ts';
import { deedOf } from './deed.ts';
import { drawDetail } from './detail.ts';
import { viewAddress } from './list-filter.ts';
import { missingPage } from './missing-page.ts';
import { textOf } from './text-of.ts';
import { readTrail } from './trail.ts';

const refusals: Readonly<Record<Exclude<MatchResult, 'matched'>, string>> = {
  missing: 'Not matched: that mentor is not there any more.',
  'has mentor': 'Not matched: a colleague has just matched this mentee.',
  'not open': 'Not matched: meanwhile a colleague changed the status of one of them.',
  full: 'Not matched: meanwhile that mentor has no place left.',
};

/** Matches a mentee with the mentor that was chosen, or ends the match with the mentor that the page showed. */
export async function matchMentee(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store, vault } = parts;
  const mentee = await store.find({ form: 'mentee', submissionId: textOf(c.req.param('id')) });
  if (!mentee) return c.html(missingPage, 404);
  const { along } = readTrail(c, parts);
  const body = await c.req.parseBody();
  const left = textOf(body['end']);
  if (left !== '') {
    const isDone = await store.unmatch({ mentee, mentor: { form: 'mentor', submissionId: left } }, deedOf(c, parts));
    // The same form sent twice asks for what is already so.
    if (isDone || (await store.matches(mentee)).length === 0)
      return c.redirect(along(`/inbox/${subjectOf(mentee)}/?saved=unmatched`), 303);
    const news = 'Not ended: meanwhile a colleague matched this mentee with another mentor.';
    return drawDetail(c, parts, (await store.find(mentee)) ?? mentee, { news, status: 409 });
  }
  const mentor = await store.find({ form: 'mentor', submissionId: textOf(body['mentor']) });
  const places = mentor ? placesOf(openContent(vault, mentor, mentor.answers).answers) : 0;
  const tell = body['tell'] === 'yes';
  const result = mentor ? await store.match({ mentee, mentor }, places, tell, deedOf(c, parts)) : 'missing';
  // The same form sent twice asks for what is already so.
  const isSo =
    result === 'has mentor' && (await store.matches(mentee))[0]?.mentor.submissionId === mentor?.submissionId;
  if (result === 'matched' || isSo) {
    return c.redirect(along(`/inbox/${subjectOf(mentee)}/?saved=${tell ? 'matched-told' : 'matched'}`), 303);
  }
  return drawDetail(c, parts, (await store.find(mentee)) ?? mentee, { news: refusals[result], status: 409 });
}

/** Leads to the next mentee for whom a mentor is looked for, round and round. */
export async function showNextToMatch(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store } = parts;
  const asked = c.req.query('after') ?? '';
  const from = /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
  const next = (await firstOpen(from)) ?? (await firstOpen(0));
  return c.redirect(
    next
      ? readTrail(c, parts).along(`/inbox/${subjectOf(next)}/#match`)
      : viewAddress({ form: 'mentee', matched: false }),
    303,
  );

  async function firstOpen(after: number): Promise<StoredSubmission | undefined> {
    for (let last = after; ;) {
      const read = await store.list({ form: 'mentee', matched: false, order: 'oldest', after: last, limit: 100 });
      const found = read.find(({ status }) => unmatched.includes(status));
      const end = read.at(-1);
      if (found || !end) return found;
      last = end.seq;
    }
  }
}
