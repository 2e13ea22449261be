import type { Context } from 'hono';
import type { FormId } from '#forms/form.ts';
import type { App, AppParts } from '../app.ts';
import { templateName } from '../mail/compose.ts';
import { roles, type SubmissionName } from '../store.ts';
import { statusesOf, statusWords, statuses, type Status } from '../statuses.ts';
import { findSubmissions } from './find.ts';
import { readView } from './list-filter.ts';
import { listPage } from './list-page.ts';
import { nameOf } from '../submissions/name-of.ts';

const pageLength = 50;

/** True for whoever may change submissions. */
export const isOfficer = (c: Context<App>): boolean => roles.indexOf(c.get('role')) >= roles.indexOf('officer');

export async function showList(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store, forms } = parts;
  const view = readView(
    new URL(c.req.url).searchParams,
    forms.map(({ id }) => id),
  );
  const found = await findSubmissions(parts, {
    ...view,
    after: positionOf(c.req.query('after')),
    limit: pageLength + 1,
  });
  const shown = found.slice(0, pageLength);
  return c.html(
    listPage({
      staff: c.get('staff'),
      mayChange: isOfficer(c),
      mayExport: c.get('role') === 'admin',
      forms,
      rounds: parts.rounds.map(({ id }) => id).toReversed(),
      colleagues: await colleagues(parts),
      view,
      counts: await store.counts(view),
      entries: shown.map(({ submission, content }) => ({ submission, name: nameOf(content) })),
      next: found.length > pageLength ? shown.at(-1)?.submission.seq : undefined,
      done: doneWords(c),
    }),
  );
}

/** Names of those who can be given something to do. */
export const colleagues = async ({ store }: AppParts): Promise<string[]> =>
  (await store.allStaff()).filter(({ disabledAt }) => disabledAt === null).map(({ name }) => name);

/** The statuses of which there is a mail to the applicants of this form. */
export const tellable = ({ templates }: AppParts, form: FormId): Status[] =>
  statusesOf(form).filter((status) => templates.has(templateName(status, form)));

/** Gives the ticked submissions a status, where their form knows it. */
export async function changeTicked(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store, clock } = parts;
  const body = await c.req.parseBody({ all: true });
  const to = statuses.find((status) => status === body['to']);
  const ticked = [body['pick'] ?? []]
    .flat()
    .map(nameIn)
    .filter((name) => name !== undefined);
  const fitting = to === undefined ? [] : ticked.filter(({ form }) => statusesOf(form).includes(to));
  const deed = { at: clock().toISOString(), actor: `staff:${c.get('staff')}` };
  let changed = 0;
  for (const { id } of parts.forms) {
    const ofForm = fitting.filter(({ form }) => form === id);
    const tell = body['tell'] === 'yes' && to !== undefined && tellable(parts, id).includes(to);
    if (ofForm.length > 0) changed += await store.change(ofForm, { status: to, tell }, deed);
  }
  const address = new URLSearchParams(typeof body['view'] === 'string' ? body['view'] : '');
  address.set('done', [to ?? '', changed, ticked.length - fitting.length].join(' '));
  return c.redirect(`/inbox/?${address.toString()}`, 303);
}

/** "ask/<id>", as a box of the list says which it is. */
function nameIn(value: unknown): SubmissionName | undefined {
  const [, form, submissionId] = /^(mentee|mentor|ask)\/([\da-f-]{36})$/.exec(String(value)) ?? [];
  return form && submissionId ? { form: form as SubmissionName['form'], submissionId } : undefined;
}

/** What `changeTicked` did, from the address it led to. */
function doneWords(c: Context<App>): string | undefined {
  const [, name, changed, unfit] = /^([a-z-]*) (\d+) (\d+)$/.exec(c.req.query('done') ?? '') ?? [];
  const status = statuses.find((each) => each === name);
  if (changed === undefined) return undefined;
  if (!status) return 'Nothing was changed: choose a new status.';
  const done = changed === '0' ? 'Nothing was changed.' : `${changed} changed to ${statusWords[status]}.`;
  return unfit === '0' ? done : `${done} ${unfit} left as before: that form has no status ${statusWords[status]}.`;
}

const positionOf = (text: string | undefined) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined);
