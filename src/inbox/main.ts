/** `node src/inbox/main.ts` serves the built site, the forms and the inbox. It stops cleanly on SIGINT and SIGTERM. */
import './server/small-heap.ts';
import './server/refuse-faulty-configuration.ts';
import { flushCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { forms } from '#forms/registry.ts';
import { siteFolder } from '#site-folder';
import { serverPageHeaders } from '#src/headers.ts';
import { createApp } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { KeyError } from './keys.ts';
import type { Services } from './env.ts';
import { createLog } from './log.ts';
import { folderMailer, smtpMailer, type Mailer, type Sender } from './mail/mailer.ts';
import { mailFolderOf } from './mail/mail-folder.ts';
import { startOutboxWorker } from './mail/outbox-worker.ts';
import { senderOf } from './mail/sender-of.ts';
import { TemplatesError } from './mail/templates.ts';
import { createMetrics } from './metrics.ts';
import { openInbox, type Inbox } from './open-inbox.ts';
import { RoundsError } from './rounds.ts';
import { createHttpServer } from './server/http-server.ts';
import { shutDown } from './server/shutdown.ts';
import { readContentFiles, SiteContent } from './site-content.ts';
import { StoreUnavailable } from './stores/store.ts';
import { InUse } from './stores/in-use.ts';
import { describeUrl } from './stores/postgres/describe-url.ts';
import { useDatabase } from './use-database.ts';
import { backUp, hourlyFolderOf, removeOldCopies } from './services/backups.ts';
import { finishErasures } from './services/erase.ts';
import { lookAtClock, startHourly } from './services/hourly.ts';
import { eraseExpired } from './services/retention.ts';
import { tellingChores } from './services/telling-chores.ts';

/** Folder of the built site; tests set their own. */
const dist = process.env['SITE_FOLDER'] ?? 'dist';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  // Every problem of a file is named before anything is opened.
  const contentFiles = readContentFiles(join(siteFolder, 'content'));
  const mailFolder = mailFolderOf(config);
  // Before anything is read, because a command that replaces the database must run alone.
  const began = config.clock().toISOString();
  const use = await useDatabase(config.database, 'serve');
  const inbox = await openInbox(config);
  const log = createLog(config.logLevel);
  const content = new SiteContent({ ...inbox, ...config, log }, contentFiles);
  await content.refresh();
  const stopFollowing = content.follow();
  const metrics = createMetrics({ ...inbox, ...config, backupFolder: hourlyFolderOf(config) });
  metrics.watchProcess();
  let isStopping = false;
  const sender = senderOf(config);
  const services = {
    ...inbox,
    ...config,
    config,
    forms,
    content,
    get rounds() {
      return content.rounds;
    },
    get templates() {
      return content.templates;
    },
    mailFolder,
    metrics,
    dist,
    log,
    sender,
    isStopping: () => isStopping,
  };
  const app = createApp(services);
  const server = createHttpServer(app, serverPageHeaders(config));
  // Before anything is sent or stored, so that a jump of the clock is noticed first.
  await lookAtClock({ ...inbox, ...config, log }).catch((error: unknown) =>
    log.error({ err: error }, 'the clock was not looked at'),
  );

  const stopOutboxWorker = startOutboxWorker({
    source: services,
    mailer: mailerOf(config, mailFolder, sender),
    notify: config.mailNotify,
    clock: config.clock,
    log,
  });
  // Chores that an only server finds unfinished were cut off. A server that starts later begins its own later.
  if (use.isOnlyServer && !config.isRehearsal) await inbox.store.forgetCutOffChores(began);
  const stopChores = startChores(config, inbox, services);
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    await shutDown(server);
    await stopChores();
    await stopOutboxWorker();
    stopFollowing();
    await inbox.store.close();
    await use.end();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));

  server.on('error', (error: NodeJS.ErrnoException) => fail(describeListenError(error, config)));
  server.listen(config.port, config.host, () => announce(config, inbox, server.address() as AddressInfo));
}

/**
 * Starts the hourly chores. A rehearsal only looks at the clock, for which mails to groups wait: one set in next year would
 * erase this year's submissions.
 */
function startChores(config: Config, inbox: Inbox, services: Services): () => Promise<void> {
  const { log } = services;
  const backups = { ...inbox, ...config, backupFolder: hourlyFolderOf(config), log };
  if (config.isRehearsal)
    return startHourly(
      backups,
      () => Promise.resolve(),
      () => undefined,
      [],
    );
  const place = { ...inbox, mailFolder: mailFolderOf(config) };
  const finish = async () => {
    if ((await inbox.store.erasures()).length === 0) return;
    const left = await finishErasures(place, config.clock());
    if (left !== undefined) log.warn({ left }, 'something is left of what was erased; it is tried again');
  };
  return startHourly(backups, finish, (now) => removeOldCopies(config, now), [
    { name: 'backup', work: (stopping) => backUp(backups, stopping) },
    {
      name: 'retention',
      work: async (stopping) => {
        await eraseExpired({ ...backups, rounds: services.rounds, mailFolder: mailFolderOf(config) }, stopping);
      },
    },
    ...tellingChores(services),
  ]);
}

const mailerOf = ({ smtpUrl }: Config, folder: string, sender: Sender): Mailer =>
  smtpUrl === undefined ? folderMailer(folder, sender) : smtpMailer(smtpUrl, sender);

function announce(config: Config, { warnings }: Inbox, { port }: AddressInfo): void {
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
  const { database, base } = config;
  const below = base === '' ? '' : `${base}/`;
  const place = database.kind === 'sqlite' ? database.path : `PostgreSQL at ${describeUrl(database.url)}`;
  const lines = [
    `Listening on http://${host}:${port}${below} · data in ${place}, its key in ${config.keyFile} · first staff account: npm run inbox -- staff add NAME --role admin`,
    ...warnings,
    ...(config.rateLimits.length === 0
      ? ['WARNING: INBOX_RATE_LIMIT is off. Anyone may send as much as they like.']
      : []),
    ...(config.isRehearsal
      ? [`WARNING: CLOCK is set. The server believes it is ${config.clock().toISOString()}.`]
      : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  // Node writes its compile cache only at a normal exit, which a server may never reach.
  flushCompileCache();
}

const describeListenError = (error: NodeJS.ErrnoException, { host, port }: Config) =>
  error.code === 'EADDRINUSE'
    ? `Port ${port} on ${host} is taken by another program. Stop it, or choose another port: PORT=${port + 1}`
    : `The server cannot listen on ${host}:${port}: ${error.message}`;

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

try {
  await start();
} catch (error) {
  const isExpected =
    error instanceof ConfigError ||
    error instanceof InUse ||
    error instanceof KeyError ||
    error instanceof RoundsError ||
    error instanceof StoreUnavailable ||
    error instanceof TemplatesError;
  fail(isExpected ? error.message : String(error instanceof Error ? error.stack : error));
}
