import type { Context } from 'hono';
import type { App, AppParts } from '../app.ts';
import type { SubmissionName } from '../store.ts';
import { statuses, statusesOf, statusWords } from '../statuses.ts';
import { deedOf } from './deed.ts';
import { colleagues, tellable } from './choices.ts';
import { textOf } from './text-of.ts';

/** Stands for nobody where a name is chosen; no name begins so. */
export const nobody = '-';

/** Gives the ticked submissions a status, where their form knows it, and a colleague. */
export async function changeTicked(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store } = parts;
  const body = await c.req.parseBody({ all: true });
  const to = statuses.find((status) => status === body['to']);
  const who = [nobody, ...(await colleagues(parts))].find((name) => name === body['who']);
  const ticked = [body[body['all'] === 'yes' ? 'shown' : 'pick'] ?? []]
    .flat()
    .map(nameIn)
    .filter((name) => name !== undefined);
  const deed = deedOf(c, parts);
  const assignedTo = who === nobody ? null : who;
  let [changed, unfit] = [0, 0];
  for (const { id } of parts.forms) {
    const ofForm = ticked.filter(({ form }) => form === id);
    const isFit = to !== undefined && statusesOf(id).includes(to);
    const tell = body['tell'] === 'yes' && isFit && tellable(parts, id).includes(to);
    if (to !== undefined && !isFit) unfit += ofForm.length;
    if (ofForm.length > 0 && (isFit || who !== undefined))
      changed += await store.change(ofForm, { status: isFit ? to : undefined, assignedTo, tell }, deed);
  }
  const address = new URLSearchParams(textOf(body['view']));
  address.set(
    'done',
    ticked.length === 0 ? noneTicked : [to ?? '', changed, unfit, ...(who === undefined ? [] : [who])].join(' '),
  );
  return c.redirect(`/inbox/?${address.toString()}`, 303);
}

/** "ask/<id>", as a box of the list says which it is. */
function nameIn(value: unknown): SubmissionName | undefined {
  const [, form, submissionId] = /^(mentee|mentor|ask)\/([\da-f-]{36})$/.exec(String(value)) ?? [];
  return form && submissionId ? { form: form as SubmissionName['form'], submissionId } : undefined;
}

const noneTicked = 'none ticked';

/** What `changeTicked` did, from the address it led to. */
export function doneWords(done: string | undefined): string | undefined {
  if (done === 'next') return 'Saved. Nothing else here is unread.';
  if (done === 'next-told') return 'Saved, and the applicant is told by email. Nothing else here is unread.';
  if (done === noneTicked) return 'Nothing was changed: tick those to change, or all on this page.';
  const [, name, changed, unfit, who] = /^([a-z-]*) (\d+) (\d+)(?: (\S+))?$/.exec(done ?? '') ?? [];
  const status = statuses.find((each) => each === name);
  if (changed === undefined) return undefined;
  if (!status && who === undefined) return 'Nothing was changed: choose a new status or a colleague.';
  const deeds = [
    ...(status ? [`changed to ${statusWords[status]}`] : []),
    ...(who === undefined ? [] : [`assigned to ${who === nobody ? 'nobody' : who}`]),
  ];
  const words = changed === '0' ? 'Nothing was changed.' : `${changed} ${deeds.join(' and ')}.`;
  return unfit === '0' || !status
    ? words
    : `${words} ${unfit} kept the status: that form has no status ${statusWords[status]}.`;
}
