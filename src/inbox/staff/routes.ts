import { readFileSync } from 'node:fs';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { summarise } from '#forms/display.ts';
import type { App, AppParts } from '../app.ts';
import { sameOrigin } from '../guards/same-origin.ts';
import { signedIn } from '../guards/signed-in.ts';
import { whileStopping } from '../guards/stopping.ts';
import { page } from '../pages/layout.ts';
import { addressOf, clientNetwork } from '../server/client-address.ts';
import { openAdjustments, openContent, openDiffering } from '../submissions/sealed-content.ts';
import { statuses, type ListFilter, type StoredSubmission } from '../store.ts';
import { detailPage } from './detail-page.ts';
import { Login } from './login.ts';
import { loginPage } from './login-page.ts';
import { listPage } from './list-page.ts';
import { sessionCookie } from './session-cookie.ts';
import { Sessions } from './sessions.ts';
import { html } from 'hono/html';

const pageLength = 50;
const styleSheet = readFileSync(new URL('./style.css', import.meta.url), 'utf8');

/** Staff pages, all under `/inbox/`. */
export function staffRoutes(parts: AppParts): Hono<App> {
  const { store, clock, config } = parts;
  const sessions = new Sessions(store, clock);
  const cookie = sessionCookie(config.tls);
  const login = new Login(store);
  const routes = new Hono<App>();

  routes.get('/inbox/style.css', (c) => {
    c.header('Cache-Control', 'public, max-age=300, must-revalidate');
    return c.body(styleSheet, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  routes.use('/inbox/*', whileStopping(parts.isStopping), sameOrigin);

  routes.get('/inbox/login/', (c) => c.html(loginPage(undefined, '')));
  routes.post('/inbox/login/', bodyLimit({ maxSize: 4096 }), async (c) => {
    const body = await c.req.parseBody();
    const [name, password] = [textOf(body['name']), textOf(body['password'])];
    const result = await login.check(name, password, clientNetwork(addressOf(c, config.trustedProxies)));
    const at = clock().toISOString();
    if (!result.ok) {
      await store.record({
        at,
        actor: 'visitor',
        action: 'login refused',
        subject: 'inbox',
        detail: result.waitSeconds > 0 ? 'throttled' : '',
      });
      if (result.waitSeconds === 0) return c.html(loginPage('The name or the password is not right', name), 401);
      c.header('Retry-After', String(result.waitSeconds));
      return c.html(loginPage(`Too many attempts. Wait ${result.waitSeconds} seconds, then try again`, name), 429);
    }
    const before = cookie.read(c);
    if (before !== undefined) await sessions.end(before);
    cookie.write(c, await sessions.open(result.staff));
    await store.record({ at, actor: `staff:${result.staff}`, action: 'logged in', subject: 'inbox', detail: '' });
    return c.redirect('/inbox/', 303);
  });

  routes.use('/inbox/*', signedIn(sessions, cookie));
  routes.post('/inbox/logout/', async (c) => {
    const id = cookie.read(c);
    if (id !== undefined) await sessions.end(id);
    cookie.clear(c);
    await store.record({
      at: clock().toISOString(),
      actor: `staff:${c.get('staff')}`,
      action: 'logged out',
      subject: 'inbox',
      detail: '',
    });
    return c.redirect('/inbox/login/', 303);
  });
  routes.get('/inbox/', (c) => showList(c, parts));
  routes.get('/inbox/:form/:id/', (c) => showDetail(c, parts));
  routes.get('/inbox', (c) => c.redirect('/inbox/', 301));
  routes.all('/inbox/*', (c) => c.html(missingPage, 404));
  return routes;
}

async function showList(c: Context<App>, { store, vault, forms }: AppParts): Promise<Response> {
  const filter = filterOf(
    c,
    forms.map(({ id }) => id),
  );
  const found = await store.list({ ...filter, after: positionOf(c.req.query('after')), limit: pageLength + 1 });
  const shown = found.slice(0, pageLength);
  const last = shown.at(-1);
  return c.html(
    listPage({
      staff: c.get('staff'),
      forms,
      filter,
      counts: await store.counts(filter),
      entries: shown.map((submission) => ({
        submission,
        name: nameOf(openContent(vault, submission, submission.answers).answers),
      })),
      next: found.length > pageLength ? last?.seq : undefined,
    }),
  );
}

async function showDetail(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store, vault, clock } = parts;
  const form = parts.forms.find(({ id }) => id === c.req.param('form'));
  const submission = form && (await store.find({ form: form.id, submissionId: c.req.param('id') ?? '' }));
  if (!form || !submission) return c.html(missingPage, 404);
  const at = clock().toISOString();
  const { form: formId, submissionId } = submission;
  await store.record({
    at,
    actor: `staff:${c.get('staff')}`,
    action: 'submission viewed',
    subject: `${formId}/${submissionId}`,
    detail: '',
  });
  await store.markRead(submission, at);
  const content = openContent(vault, submission, submission.answers);
  const enclosures = await store.enclosures(submission);
  const apart = enclosures.find(({ kind }) => kind === 'adjustments');
  const answers = {
    ...content.answers,
    ...(apart ? { adjustments: openAdjustments(vault, submission, apart.content) } : {}),
  };
  const context = { now: momentOf(submission) };
  return c.html(
    detailPage({
      staff: c.get('staff'),
      form,
      submission,
      name: nameOf(content.answers),
      rows: summarise(form, answers, context),
      extras: [
        ...(content.subject ? [['Subject', content.subject] as const] : []),
        ...(content.replyTo ? [['Reply to', content.replyTo] as const] : []),
        ...(content.language ? [['Language', content.language] as const] : []),
      ],
      differing: enclosures
        .filter(({ kind }) => kind === 'differing')
        .map((note) => ({
          at: note.at,
          rows: summarise(form, openDiffering(vault, submission, note.content), context),
        })),
    }),
  );
}

/** The instant by which its answers were judged, so that they are shown in the same light. */
const momentOf = ({ status, queuedAt, receivedAt }: StoredSubmission) =>
  new Date(status === 'late' && queuedAt ? queuedAt : receivedAt);

const nameOf = (answers: Readonly<Record<string, string | readonly string[]>>) =>
  String(answers['fullName'] ?? 'No name');

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function filterOf(c: Context<App>, formIds: readonly NonNullable<ListFilter['form']>[]): ListFilter {
  return {
    form: formIds.find((id) => id === c.req.query('form')),
    status: statuses.find((status) => status === c.req.query('status')),
    duplicates: c.req.query('duplicates') === 'yes' || undefined,
  };
}

const positionOf = (text: string | undefined) => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined);

const missingPage = page({
  title: 'Not found',
  body: html`<h1>There is nothing here</h1>
    <p><a href="/inbox/">Back to the inbox</a></p>`,
});
