import type { Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { templateName } from '../../mail/compose.ts';
import { unmatched } from '../../statuses.ts';
import type { MatchResult, StoredSubmission } from '../../stores/types/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { openContent } from '../../submissions/sealed-content.ts';
import { capacityOf } from '../../services/matching/capacity.ts';
import { actorOf } from '../actor.ts';
import { drawDetail } from '../submissions/detail.ts';
import { viewAddress } from '../submissions/list-filter.ts';
import { missingPage } from '../ui/missing-page.ts';
import { mailWords } from '../../services/notifications.ts';
import { wasJustTold } from '../submissions/tell.ts';
import { formValue } from '../form-value.ts';
import { readReturnTo } from '../submissions/return-to.ts';

const refusals: Readonly<Record<Exclude<MatchResult, 'matched'>, string>> = {
  missing: 'Not matched: that mentor is not there any more.',
  'has mentor': 'Not matched: a colleague has just matched this mentee.',
  'not open': 'Not matched: meanwhile a colleague changed the status of one of them.',
  full: 'Not matched: meanwhile that mentor has no place left.',
};

/** Matches a mentee with the mentor that was chosen, or ends the match with the mentor that the page showed. */
export async function matchMentee(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const { store, vault } = parts;
  const mentee = await store.find({ form: 'mentee', submissionId: formValue(c.req.param('id')) });
  if (!mentee) return c.html(missingPage, 404);
  const { withList } = readReturnTo(c, parts);
  const body = await c.req.parseBody();
  const tell = body['tell'] === 'yes';
  const refuse = async (news: string, status: 409 | 422 = 409) =>
    drawDetail(c, parts, (await store.find(mentee)) ?? mentee, { news, status });
  const left = formValue(body['end']);
  if (left !== '') {
    const missing = tell ? untold(parts, 'match-ended') : undefined;
    if (missing !== undefined) return refuse(`Not ended: ${missing}`, 422);
    const pair = { mentee, mentor: { form: 'mentor' as const, submissionId: left } };
    const isDone = await store.unmatch(pair, tell, actorOf(c, parts));
    // The same form sent twice asks for what is already so.
    const isSo = !isDone && (await store.matches(mentee)).length === 0;
    if (isDone || (isSo && (!tell || (await wasJustTold(parts, mentee, (kind) => kind === 'match-ended')))))
      return c.redirect(withList(`/inbox/${subjectOf(mentee)}/?saved=unmatched${tell ? '-told' : ''}`), 303);
    return refuse(
      isSo
        ? 'Nobody is told: meanwhile a colleague ended this match. Look at the history, and write to both if they should be told.'
        : 'Not ended: meanwhile a colleague matched this mentee with another mentor.',
    );
  }
  const missing = tell ? untold(parts, 'matched') : undefined;
  if (missing !== undefined) return refuse(`Not matched: ${missing}`, 422);
  const mentor = await store.find({ form: 'mentor', submissionId: formValue(body['mentor']) });
  const places = mentor ? capacityOf(openContent(vault, mentor, mentor.answers).answers) : 0;
  const result = mentor ? await store.match({ mentee, mentor }, places, tell, actorOf(c, parts)) : 'missing';
  // The same form sent twice asks for what is already so.
  const isSo =
    result === 'has mentor' && (await store.matches(mentee))[0]?.mentor.submissionId === mentor?.submissionId;
  if (isSo && tell && !(await wasJustTold(parts, mentee, (kind) => kind === 'matched')))
    return refuse(
      'Nobody is told: meanwhile a colleague matched these two. Look at the history, and write to both if they should be told.',
    );
  if (result === 'matched' || isSo) {
    return c.redirect(withList(`/inbox/${subjectOf(mentee)}/?saved=${tell ? 'matched-told' : 'matched'}`), 303);
  }
  return refuse(refusals[result]);
}

/** Why the two cannot be told of this, in words; undefined where both can. */
function untold({ templates }: Services, kind: 'matched' | 'match-ended'): string | undefined {
  const absent = (['mentee', 'mentor'] as const).filter((form) => !templates.has(templateName(kind, form)));
  return absent.length === 0
    ? undefined
    : `there is no mail “${mailWords(kind)}” to the ${absent.join(' and the ')}. Untick the box, and write yourself.`;
}

/** Leads to the next mentee for whom a mentor is looked for, round and round. */
export async function showNextToMatch(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const { store } = parts;
  const asked = c.req.query('after') ?? '';
  const from = /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
  const next = (await firstOpen(from)) ?? (await firstOpen(0));
  return c.redirect(
    next
      ? readReturnTo(c, parts).withList(`/inbox/${subjectOf(next)}/#match`)
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
