import type { Context } from 'hono';
import { emailFormat, readEmail } from '#forms/formats/email.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { toldOfErasure } from '../../services/erase.ts';
import { erasePerson, exportPerson, findPerson, describeData, type PersonData } from '../../services/person.ts';
import { staffBar } from '../ui/bar.ts';
import { actorOf, recordAction } from '../actor.ts';
import { erasePage, fingerprintOf } from './person-erase-page.ts';
import { personPage } from './person-page.ts';
import type { FieldProblem } from '../../pages/input.ts';
import { formValue } from '../../pages/form-value.ts';

/** Shows the form for the person's email address. The address is posted, never part of a URL, which browsers and proxies store. */
export function showPerson(c: Context<AppEnv>, services: Services): Response | Promise<Response> {
  return drawPerson(c, services, {
    email: '',
    isErased: c.req.query('done') !== undefined,
    isUnfinished: c.req.query('done') === 'unfinished',
  });
}

/** Shows all data that the inbox holds on a person. */
export async function findPersonData(c: Context<AppEnv>, services: Services): Promise<Response> {
  const request = await readPersonRequest(c, services);
  if ('problem' in request) return drawPerson(c, services, request, 422);
  await recordAction(c, services, 'person looked for', 'person', describeData(request.personData) ?? 'nothing');
  return drawPerson(c, services, request);
}

/** Sends the person's data as a file. */
export async function downloadPerson(c: Context<AppEnv>, services: Services): Promise<Response> {
  const request = await readPersonRequest(c, services);
  if ('problem' in request) return drawPerson(c, services, request, 422);
  const actor = actorOf(c, services);
  const file = await exportPerson(services, request.personData, actor);
  return c.body(file, 200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    'Content-Disposition': `attachment; filename="person-${actor.at.slice(0, 10)}.ndjson"`,
  });
}

/** Lists what will be erased, and erases it when exactly that list was confirmed. */
export async function erasePersonData(c: Context<AppEnv>, services: Services): Promise<Response> {
  const request = await readPersonRequest(c, services);
  if ('problem' in request) return drawPerson(c, services, request, 422);
  if (describeData(request.personData) === undefined) return drawPerson(c, services, request);
  const { shown, sure } = await c.req.parseBody();
  const actor = actorOf(c, services);
  const submissions = request.personData.submissions.map(({ submission }) => submission);
  const toErase = { ...request, told: await toldOfErasure(services, submissions, actor) };
  const draw = (status: 200 | 409 | 422, outcome: { problem?: FieldProblem; news?: string } = {}) =>
    c.html(
      erasePage({ bar: staffBar(c), ...toErase, forms: services.forms, vault: services.vault, ...outcome }),
      status,
    );
  if (shown === undefined) return draw(200);
  if (shown !== fingerprintOf(toErase))
    return draw(409, { news: 'Nothing was erased: meanwhile something came or went. Read again what will go.' });
  if (sure !== 'yes')
    return draw(422, { problem: { field: 'sure', message: 'Tick the box if you want to erase all of this' } });
  const { left } = await erasePerson(services, request.personData, actor);
  if (left !== undefined) services.log.warn({ left }, 'something is left of what was erased; it is tried again');
  return c.redirect(`/inbox/person/?done=${left === undefined ? 'erased' : 'unfinished'}`, 303);
}

type PersonRequest = { email: string } & ({ personData: PersonData } | { problem: FieldProblem });

async function readPersonRequest(c: Context<AppEnv>, services: Services): Promise<PersonRequest> {
  const typed = formValue((await c.req.parseBody())['email']).trim();
  const email = readEmail(typed);
  return email === undefined
    ? { email: typed, problem: { field: 'email', message: emailFormat } }
    : { email, personData: await findPerson(services, email) };
}

const drawPerson = (
  c: Context<AppEnv>,
  { forms, vault }: Services,
  options: {
    email: string;
    personData?: PersonData;
    problem?: FieldProblem;
    isErased?: boolean;
    isUnfinished?: boolean;
  },
  status: 200 | 422 = 200,
) => c.html(personPage({ bar: staffBar(c), isAdmin: isAtLeast(c, 'admin'), forms, vault, ...options }), status);
