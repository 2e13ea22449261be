import { writeFileSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { Kysely } from 'kysely';
import type { Dialect } from '../../migrations/0001-begin.ts';
import { isCurrent, migrate } from '../../migrations/migrate.ts';
import type { Store } from '../types/store.ts';
import { StoreUnavailable } from '../types/store.ts';
import { limiterInMemory } from '../../submissions/rate-limit.ts';
import type { AuditLinker } from '../audit-link.ts';
import { audit } from '../sql/audit.ts';
import { confirmClock, seeClock } from '../sql/clock.ts';
import { queueGroup, queueMail, sendMailAgain, undoGroup } from '../sql/mail.ts';
import * as pairs from '../sql/matches.ts';
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
import { Acceptor } from './accept.ts';
import { auditWriter } from './audit.ts';
import { Changer } from './change.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { refuse, refuseToOpen } from './failures.ts';
import { guarded, guardedEach } from '../guard.ts';
import { GroupCommit } from '../group-commit.ts';
import { openSqlite } from './open.ts';
import { fill, rows } from './rows.ts';
import { SqliteTransactions } from './transactions.ts';

const dialect: Dialect = {
  bytes: 'blob',
  numbered: (column) => column.primaryKey().notNull(),
  isShared: false,
};

/** Milliseconds that reads and staff's changes wait for another process, such as a command or a checkpoint. */
const busyMs = 250;

/** Pages of a backup that are copied before other work gets its turn. */
const pagesAtOnce = 500;

/**
 * Opens the store of one file, creates the file if needed, and migrates its tables. Grouped writes have a connection of
 * their own, so that other work never joins their transaction.
 * @throws {StoreUnavailable} if the file is no database of this version or an earlier one, or cannot be written
 */
export async function openSqliteStore(path: string, link: AuditLinker, isThrowAway = false): Promise<Store> {
  try {
    const reader = openSqlite(path, busyMs, isThrowAway);
    const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(reader) });
    await migrate(db as unknown as Kysely<never>, dialect);
    const writer = openSqlite(path, 0, isThrowAway);
    return store(path, db, reader, writer, link);
  } catch (error) {
    refuseToOpen(path, error);
  }
}

function store(path: string, db: Kysely<Tables>, reader: DatabaseSync, writer: DatabaseSync, link: AuditLinker): Store {
  const commits = new GroupCommit(new SqliteTransactions(writer));
  const record = auditWriter(writer, link);
  const acceptor = new Acceptor(writer, record);
  const changer = new Changer(writer, record);
  const transact: Transact = (work) =>
    db
      .transaction()
      .execute((transaction) => work(transaction, recorderOf(transaction, link)))
      .catch(refuse);
  const probe = writer.prepare('INSERT OR REPLACE INTO probe (id, filler) VALUES (1, randomblob(?))');
  let isOpen = true;
  const write = <T>(work: () => T): Promise<T> =>
    isOpen ? commits.run(work) : Promise.reject(new StoreUnavailable('The inbox is shutting down.'));

  return {
    ...guarded(queries(db, dialect), refuse),
    limiter: (_name, limits) => limiterInMemory(limits),
    accept: (submission) => write(() => acceptor.accept(submission)),
    addDiffering: (...differing) => write(() => acceptor.addDiffering(...differing)),
    change: (...change) => write(() => changer.change(...change)),
    addNote: (...note) => write(() => changer.addNote(...note)),
    match: (...match) => pairs.match(transact, ...match),
    endMatches: (...ended) => pairs.endMatches(transact, ...ended),
    addRun: (...run) => addRun(transact, ...run),
    goBackToRun: (...run) => goBackToRun(transact, ...run),
    publishRun: (...run) => publishRun(transact, ...run),
    offerRun: (...run) => offerRun(transact, ...run),
    offer: (...asked) => offer(transact, ...asked),
    replyToOffer: (...reply) => replyToOffer(transact, ...reply),
    endOffers: (...ended) => endOffers(transact, ...ended),
    setReminders: (...wish) => setReminders(transact, ...wish),
    takeQuestionStep: (...step) => takeQuestionStep(transact, ...step),
    answerMeeting: (...answer) => answerMeeting(transact, ...answer),
    askCheckIns: (...wanted) => askCheckIns(transact, ...wanted),
    dealWithWorries: (...worries) => dealWithWorries(transact, ...worries),
    answerCheckIn: (...answer) => answerCheckIn(transact, ...answer),
    changeAnswers: (...changed) => changeAnswers(transact, ...changed),
    withdraw: (...withdrawn) => withdraw(transact, ...withdrawn),
    remindOfOffers: (...due) => remindOfOffers(transact, ...due),
    remindOfCheckIns: (...due) => remindOfCheckIns(transact, ...due),
    queueMail: (...queued) => queueMail(transact, ...queued),
    queueGroup: (...group) => queueGroup(transact, ...group),
    undoGroup: (...group) => undoGroup(transact, ...group),
    addImport: (...wanted) => addImport(transact, ...wanted),
    undoImport: (importId, actor) => undoImport(transact, importId, actor, dialect.isShared),
    changeContent: (...change) => changeContent(transact, ...change),
    undoContentChange: (...undone) => undoContentChange(transact, ...undone),
    changeStaff: (...changed) => changeStaff(transact, ...changed),
    keepLink: (link) => keepLink(transact, link),
    renewLinks: (...links) => renewLinks(transact, ...links),
    revokeLink: (...link) => revokeLink(transact, ...link),
    sendMailAgain: (...mail) => sendMailAgain(transact, ...mail),
    goOnAfterRestore: (...going) => goOnAfterRestore(transact, ...going),
    record: (entry) => write(() => record(entry)),
    seeClock: (now) => seeClock(transact, now, dialect.isShared),
    confirmClock: (...doubt) => confirmClock(transact, ...doubt),
    audit: () => guardedEach(audit(db), refuse),

    erase: (...wanted) => transact((transaction, record) => erase(transaction, record, ...wanted)),
    clearFiles: () =>
      Promise.resolve()
        // SQLite overwrites deleted data in the file, but the log holds it until the log is emptied.
        .then(() => reader.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number })
        .then(({ busy }) => busy === 0, refuse),

    rows: () => Readable.from(rows(path)),
    async fill(portions, replace = false) {
      const filler = openSqlite(path, busyMs);
      try {
        await fill(filler, portions, replace);
      } finally {
        filler.close();
      }
    },
    async isReady() {
      if (!isOpen || !(await isCurrent(db as unknown as Kysely<never>, dialect))) return false;
      await write(() => probe.run(probeBytes));
      return true;
    },
    async backup(to, signal) {
      // Sets the permissions first, because SQLite would create a file that everyone on the machine can read.
      writeFileSync(to, '', { mode: 0o600, flag: 'wx' });
      const snapshot = new DatabaseSync(path, { readOnly: true, timeout: busyMs });
      try {
        // SQLite restarts a backup after every write of another connection, but not inside a transaction, which sees
        // one moment.
        snapshot.exec('BEGIN');
        snapshot.prepare('SELECT count(*) FROM sqlite_schema').get();
        await backup(snapshot, to, { rate: pagesAtOnce, progress: () => signal?.throwIfAborted() });
      } finally {
        snapshot.close();
      }
    },
    integrity: () => Promise.resolve(integrityProblems(reader)),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await commits.idle();
      writer.close();
      await db.destroy();
    },
  };
}

const integrityProblems = (db: DatabaseSync): string[] =>
  db
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row['integrity_check']))
    .filter((line) => line !== 'ok');
