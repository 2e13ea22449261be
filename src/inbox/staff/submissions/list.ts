import type { Context } from 'hono';
import { siteForms } from '#forms/scheme-paths.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { questionOf, type QuestionStage } from '../../services/questions/question.ts';
import { isEnded } from '../../statuses.ts';
import { nameOf } from '../../submissions/name-of.ts';
import type { OpenedSubmission } from '../../submissions/open-each.ts';
import { summaryOf } from './summary.ts';
import { staffBar } from '../ui/bar.ts';
import { doneWords } from './selection.ts';
import { colleagues } from './choices.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { recordAction } from '../actor.ts';
import { deadlineOf, findPage, isReport } from './find.ts';
import { readView, viewQuery } from './list-filter.ts';
import { listPage, type BulkSelection } from './list-page.ts';

export async function showList(c: Context<AppEnv>, services: Services): Promise<Response> {
  const address = new URL(c.req.url).searchParams;
  return drawList(c, services, address, { done: doneWords(address) });
}

interface DrawListOptions {
  /** Says what a bulk action changed, or why it was refused. */
  done?: string | undefined;
  /** The selection of a bulk action that was refused, or is chosen anew. */
  selection?: BulkSelection;
  status?: 200 | 422;
}

/** Shows the list for the view of an address. */
export async function drawList(
  c: Context<AppEnv>,
  services: Services,
  address: URLSearchParams,
  { done, selection, status = 200 }: DrawListOptions,
): Promise<Response> {
  const { store, forms } = services;
  const read = readView(
    address,
    forms.map(({ id }) => id),
  );
  const view = { ...read, reader: c.get('staff') };
  const answerBy = new Map(
    (await store.offers('waiting')).flatMap(({ about, mentor, answerBy: day }) =>
      // Where a question stands is in its first label.
      [about, mentor].filter(({ form }) => form !== 'ask').map((each) => [subjectOf(each), day] as const),
    ),
  );
  const { position, found } = await findPage(services, view, address.get('page') ?? undefined);
  const unread = await store.unreadOf(
    c.get('staff'),
    found.map(({ submission }) => submission.seq),
  );
  const stages = await stagesOf(services, found);
  // One entry for each request. The search words are left out: they may be a name.
  const detail = viewQuery({ ...view, words: '' }, position.page);
  await recordAction(
    c,
    services,
    view.words === '' ? 'list viewed' : 'list searched',
    view.form ?? 'all forms',
    detail,
  );
  return c.html(
    listPage({
      bar: staffBar(c),
      mayChange: isAtLeast(c, 'officer'),
      mayExport: isAtLeast(c, 'admin'),
      mayImport: siteForms.includes('mentor'),
      forms,
      rounds: services.rounds.toReversed(),
      colleagues: await colleagues(services),
      view,
      counts: await store.counts(view),
      entries: found.map(({ submission, content }) => ({
        submission,
        isUnread: unread.has(submission.seq),
        name: nameOf(content),
        about: summaryOf(submission.form, content),
        deadline: deadlineOf(content),
        isReport: isReport(content),
        answerBy: answerBy.get(subjectOf(submission)),
        stage: stages.get(submission.seq),
      })),
      now: services.clock(),
      position,
      done,
      selection,
    }),
    status,
  );
}

/** Returns where each question stands about which a mentor is or was asked, by its number. */
async function stagesOf(
  services: Services,
  found: readonly OpenedSubmission[],
): Promise<ReadonlyMap<number, QuestionStage>> {
  const stages = new Map<number, QuestionStage>();
  for (const { submission } of found)
    if (submission.form === 'ask' && !isEnded(submission.status))
      stages.set(submission.seq, (await questionOf(services, submission)).stage);
  return stages;
}
