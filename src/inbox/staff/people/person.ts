import type { Context } from 'hono';
import { emailFormat, readEmail } from '#forms/email.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { erasePerson, exportPerson, findPerson, describeData, type PersonData } from '../../services/person.ts';
import { staffBar } from '../ui/bar.ts';
import { actorOf, recordAction } from '../actor.ts';
import { erasePage, signOf } from './person-erase-page.ts';
import { personPage } from './person-page.ts';
import type { FieldProblem } from '../ui/problem.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { formValue } from '../form-value.ts';

/** Asks for an address. It is posted, never part of one of ours, which browsers and proxies keep. */
export function showPerson(c: Context<AppEnv>, parts: Services): Response | Promise<Response> {
  return drawPerson(c, parts, {
    email: '',
    isGone: c.req.query('done') !== undefined,
    isLeft: c.req.query('done') === 'unfinished',
  });
}

/** Shows what is held of the person. */
export async function findPersonData(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const asked = await heldOf(c, parts);
  if ('problem' in asked) return drawPerson(c, parts, asked, 422);
  await recordAction(c, parts, 'person looked for', 'person', describeData(asked.held) ?? 'nothing');
  return drawPerson(c, parts, asked);
}

/** A copy for the person, as a file. */
export async function downloadPerson(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const asked = await heldOf(c, parts);
  if ('problem' in asked) return drawPerson(c, parts, asked, 422);
  const actor = actorOf(c, parts);
  const copy = await exportPerson(parts, asked.held, actor);
  return c.body(copy, 200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    'Content-Disposition': `attachment; filename="person-${actor.at.slice(0, 10)}.ndjson"`,
  });
}

/** Names what will go; erases it once that very list was agreed to. */
export async function erasePersonData(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const asked = await heldOf(c, parts);
  if ('problem' in asked) return drawPerson(c, parts, asked, 422);
  if (describeData(asked.held) === undefined) return drawPerson(c, parts, asked);
  const { shown, sure, tell } = await c.req.parseBody();
  const draw = (status: 200 | 409 | 422, said: { problem?: FieldProblem; news?: string } = {}) =>
    c.html(erasePage({ bar: staffBar(c), ...asked, forms: parts.forms, vault: parts.vault, ...said }), status);
  if (shown === undefined) return draw(200);
  if (shown !== signOf(asked.held))
    return draw(409, { news: 'Nothing was erased: meanwhile something came or went. Read again what will go.' });
  if (sure !== 'yes')
    return draw(422, { problem: { field: 'sure', message: 'Tick the box if you want to erase all of this' } });
  if (tell === 'yes') await tellPartners(parts, asked.held);
  const { left } = await erasePerson(parts, asked.held, actorOf(c, parts));
  if (left !== undefined) parts.log.warn({ left }, 'something is left of what was erased; it is tried again');
  return c.redirect(`/inbox/person/?done=${left === undefined ? 'erased' : 'unfinished'}`, 303);
}

/** Tells the other side of each match that it has ended; once, however often the erasure is asked for. */
async function tellPartners({ store, clock }: Services, { submissions }: PersonData): Promise<void> {
  const mails = submissions.map(async ({ submission }) =>
    (await store.matches(submission)).map(({ mentee, mentor }) => {
      const [other, to] = submission.form === 'mentee' ? [mentee, mentor] : [mentor, mentee];
      return { to, other, kind: 'match-ended' as const, key: `erased ${subjectOf(other)} ${subjectOf(to)}` };
    }),
  );
  await store.queueMail((await Promise.all(mails)).flat(), clock().toISOString());
}

type Asked = { email: string } & ({ held: PersonData } | { problem: FieldProblem });

async function heldOf(c: Context<AppEnv>, parts: Services): Promise<Asked> {
  const typed = formValue((await c.req.parseBody())['email']).trim();
  const email = readEmail(typed);
  return email === undefined
    ? { email: typed, problem: { field: 'email', message: emailFormat } }
    : { email, held: await findPerson(parts, email) };
}

const drawPerson = (
  c: Context<AppEnv>,
  { forms, vault }: Services,
  asked: { email: string; held?: PersonData; problem?: FieldProblem; isGone?: boolean; isLeft?: boolean },
  status: 200 | 422 = 200,
) => c.html(personPage({ bar: staffBar(c), isAdmin: isAtLeast(c, 'admin'), forms, vault, ...asked }), status);
