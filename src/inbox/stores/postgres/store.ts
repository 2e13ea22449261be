import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Pool } from 'pg';
import type { Dialect } from '../../migrations/0001-begin.ts';
import { isCurrent, migrate } from '../../migrations/migrate.ts';
import { StoreUnavailable, type Store } from '../types/store.ts';
import type { AuditLinker } from '../audit-link.ts';
import { guarded, guardedEach } from '../guard.ts';
import { GroupCommit, type Write } from '../group-commit.ts';
import { audit } from '../sql/audit.ts';
import { confirmClock, seeClock } from '../sql/clock.ts';
import { queueGroup, queueMail, sendMailAgain, undoGroup } from '../sql/mail.ts';
import { endMatches, match } from '../sql/matches.ts';
import { changeAnswers, withdraw } from '../sql/applicant.ts';
import { changeContent, undoContentChange } from '../sql/content.ts';
import { addImport, undoImport } from '../sql/imports.ts';
import { keepLink, renewLinks, revokeLink } from '../sql/links.ts';
import { addRun, goBackToRun, publishRun } from '../sql/matching-runs.ts';
import { answerCheckIn, askCheckIns, dealWithWorries, remindOfCheckIns } from '../sql/check-ins.ts';
import { endOffers, offer, offerRun, remindOfOffers, replyToOffer, setReminders } from '../sql/offers.ts';
import { probeBytes } from '../sql/probe.ts';
import { answerMeeting, takeQuestionStep } from '../sql/questions.ts';
import { queries } from '../sql/queries.ts';
import { recorderOf, type Transact } from '../sql/recorder.ts';
import { goOnAfterRestore } from '../sql/restored.ts';
import { erase } from '../sql/erasures.ts';
import { changeStaff } from '../sql/staff.ts';
import type { Tables } from '../sql/tables.ts';
import { openSqliteStore } from '../sqlite/store.ts';
import { accept, addDiffering } from './accept.ts';
import { addNote, change } from './change.ts';
import { refuse, refuseToOpen } from './failures.ts';
import { integrityProblems } from './integrity.ts';
import { limiterInPostgres, type Hide } from './limiter.ts';
import { connections, long, reading } from './pool.ts';
import { fill, rows } from './rows.ts';
import { PostgresTransactions, writeLock, type Statement, type Writing } from './transactions.ts';

/** How the migrations make tables in PostgreSQL. */
export const dialect: Dialect = {
  bytes: 'bytea',
  numbered: (column) => column.generatedByDefaultAsIdentity().primaryKey(),
  isShared: true,
};

const probe: Statement = {
  name: 'probe',
  text: 'INSERT INTO probe (id, filler) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET filler = excluded.filler',
};

/** Connections of one process for everything but the grouped writes, which have a connection of their own. */
const mostConnections = 8;

/**
 * Opens a database that other processes may use at the same time, and migrates its tables.
 * @param url `postgres://…`, with any option of the driver
 * @param hide makes the codes under which addresses are counted
 * @throws {StoreUnavailable} if it cannot be reached
 */
export async function openPostgresStore(url: string, link: AuditLinker, hide: Hide): Promise<Store> {
  await upgrade(url);
  return store(connections(url, mostConnections), url, link, hide);
}

/** Migrates the tables. Processes that start together wait for each other here. */
async function upgrade(url: string): Promise<void> {
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: connections(url, 2, long) }) });
  try {
    await migrate(db, dialect);
  } catch (error) {
    refuseToOpen(url, error);
  } finally {
    await db.destroy();
  }
}

function store(pool: Pool, url: string, link: AuditLinker, hide: Hide): Store {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const writer = connections(url, 1);
  const commits = new GroupCommit(new PostgresTransactions(writer, link));
  const transact: Transact = (work) =>
    db.transaction().execute(async (transaction) => {
      await sql.raw(writeLock).execute(transaction);
      return work(transaction, recorderOf(transaction, link));
    });
  let isOpen = true;
  const write = <T>(work: Write<Writing, T>): Promise<T> =>
    isOpen ? commits.run(work) : Promise.reject(new StoreUnavailable('The inbox is shutting down.'));

  return {
    ...guarded(queries(db, dialect), refuse),
    limiter: (name, limits) => limiterInPostgres(pool, name, limits, hide),
    accept: (submission) => write((writing) => accept(submission, writing)),
    addDiffering: (...differing) => write((writing) => addDiffering(...differing, writing)),
    change: (...wanted) => write((writing) => change(...wanted, writing)),
    addNote: (...note) => write((writing) => addNote(...note, writing)),
    match: (...wanted) => match(transact, ...wanted).catch(refuse),
    endMatches: (...ended) => endMatches(transact, ...ended).catch(refuse),
    addRun: (...run) => addRun(transact, ...run).catch(refuse),
    goBackToRun: (...run) => goBackToRun(transact, ...run).catch(refuse),
    publishRun: (...run) => publishRun(transact, ...run).catch(refuse),
    offerRun: (...run) => offerRun(transact, ...run).catch(refuse),
    offer: (...asked) => offer(transact, ...asked).catch(refuse),
    replyToOffer: (...reply) => replyToOffer(transact, ...reply).catch(refuse),
    endOffers: (...ended) => endOffers(transact, ...ended).catch(refuse),
    setReminders: (...wish) => setReminders(transact, ...wish).catch(refuse),
    takeQuestionStep: (...step) => takeQuestionStep(transact, ...step).catch(refuse),
    answerMeeting: (...answer) => answerMeeting(transact, ...answer).catch(refuse),
    askCheckIns: (...wanted) => askCheckIns(transact, ...wanted).catch(refuse),
    dealWithWorries: (...worries) => dealWithWorries(transact, ...worries).catch(refuse),
    answerCheckIn: (...answer) => answerCheckIn(transact, ...answer).catch(refuse),
    changeAnswers: (...changed) => changeAnswers(transact, ...changed).catch(refuse),
    withdraw: (...withdrawn) => withdraw(transact, ...withdrawn).catch(refuse),
    remindOfOffers: (...due) => remindOfOffers(transact, ...due).catch(refuse),
    remindOfCheckIns: (...due) => remindOfCheckIns(transact, ...due).catch(refuse),
    queueMail: (...queued) => queueMail(transact, ...queued).catch(refuse),
    queueGroup: (...group) => queueGroup(transact, ...group).catch(refuse),
    undoGroup: (...group) => undoGroup(transact, ...group).catch(refuse),
    addImport: (...wanted) => addImport(transact, ...wanted).catch(refuse),
    undoImport: (importId, actor) => undoImport(transact, importId, actor, dialect.isShared).catch(refuse),
    changeContent: (...change) => changeContent(transact, ...change).catch(refuse),
    undoContentChange: (...undone) => undoContentChange(transact, ...undone).catch(refuse),
    changeStaff: (...changed) => changeStaff(transact, ...changed).catch(refuse),
    keepLink: (link) => keepLink(transact, link).catch(refuse),
    renewLinks: (...links) => renewLinks(transact, ...links).catch(refuse),
    revokeLink: (...link) => revokeLink(transact, ...link).catch(refuse),
    sendMailAgain: (...mail) => sendMailAgain(transact, ...mail).catch(refuse),
    goOnAfterRestore: (...going) => goOnAfterRestore(transact, ...going).catch(refuse),
    record: (entry) => write(({ record }) => record(entry)),
    seeClock: (now) => seeClock(transact, now, dialect.isShared).catch(refuse),
    confirmClock: (...doubt) => confirmClock(transact, ...doubt).catch(refuse),
    audit: () => guardedEach(audit(db), refuse),

    erase: (...wanted) => transact((transaction, record) => erase(transaction, record, ...wanted)).catch(refuse),
    async clearFiles() {
      // Frees the space of deleted rows at once; if this fails, PostgreSQL does it later by itself.
      await sql`VACUUM submission, enclosure, outbox`.execute(db).catch(() => undefined);
      return true;
    },

    rows: () => guardedEach(apart(url, rows), refuse),
    fill: (portions, replace = false) => withPool(url, (pool) => fill(pool, portions, replace)).catch(refuse),
    async backup(path, signal) {
      const copy = await openSqliteStore(path, link);
      try {
        await copy.fill(until(signal, guardedEach(apart(url, rows), refuse)));
      } finally {
        await copy.close();
      }
    },
    integrity: () => integrityProblems(db).catch(refuse),
    async isReady() {
      if (!isOpen || !(await isCurrent(db as unknown as Kysely<never>, dialect))) return false;
      await write(({ ask }) => ask(probe, [randomBytes(probeBytes)]));
      return true;
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await commits.idle();
      await writer.end();
      await db.destroy();
    },
  };
}

/** Runs long work on a connection that is closed afterwards. */
async function withPool<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = connections(url, 1, long);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

async function* apart<T>(url: string, read: (pool: Pool) => AsyncIterable<T>): AsyncIterable<T> {
  const pool = connections(url, 1, reading);
  try {
    yield* read(pool);
  } finally {
    await pool.end();
  }
}

/** The same items, until the signal says to stop. */
async function* until<T>(signal: AbortSignal | undefined, items: AsyncIterable<T>): AsyncIterable<T> {
  for await (const item of items) {
    signal?.throwIfAborted();
    yield item;
  }
}
