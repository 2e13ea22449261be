import { backup, type DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Dialect } from '../../migrations/0001-begin.ts';
import { isCurrent, migrate } from '../../migrations/migrate.ts';
import type { Store } from '../../store.ts';
import { StoreUnavailable } from '../../store.ts';
import type { AuditLinker } from '../audit-link.ts';
import { audit, auditOf } from '../sql/audit.ts';
import * as mail from '../sql/mail.ts';
import * as people from '../sql/staff.ts';
import * as submissions from '../sql/submissions.ts';
import type { Tables } from '../sql/tables.ts';
import { Acceptor } from './accept.ts';
import { auditWriter } from './audit.ts';
import { Changer } from './change.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { GroupCommit } from './group-commit.ts';
import { openSqlite } from './open.ts';

const dialect: Dialect = { bytes: 'blob', numbered: (column) => column.primaryKey().notNull() };

/** How long reads and staff's changes wait for another process, e.g. a command or a checkpoint. */
const busyMs = 250;

/**
 * Opens the store of one file, made when it is not there, and brings its tables up to date. Submissions are written through one
 * connection, which groups them; all else goes through another, so that neither ends up in the other's transaction.
 */
export async function openSqliteStore(path: string, link: AuditLinker): Promise<Store> {
  const reader = openSqlite(path, busyMs);
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(reader) });
  await migrate(db as unknown as Kysely<never>, dialect);
  const writer = openSqlite(path, 0);
  return store(db, reader, writer, link);
}

function store(db: Kysely<Tables>, reader: DatabaseSync, writer: DatabaseSync, link: AuditLinker): Store {
  const commits = new GroupCommit(writer);
  const record = auditWriter(writer, link);
  const acceptor = new Acceptor(writer, record);
  const changer = new Changer(writer, record);
  let isOpen = true;
  const write = <T>(work: () => T): Promise<T> =>
    isOpen ? commits.run(work) : Promise.reject(new StoreUnavailable('The inbox is shutting down.'));

  return {
    accept: (submission) => write(() => acceptor.accept(submission)),
    find: (name) => submissions.find(db, name),
    addDiffering: (...differing) => write(() => acceptor.addDiffering(...differing)),
    enclosures: (name) => submissions.enclosures(db, name),
    list: (options) => submissions.list(db, options),
    counts: (filter) => submissions.counts(db, filter),
    count: (filter) => submissions.count(db, filter),
    countByStatus: (filter) => submissions.countByStatus(db, filter),
    countByHour: (filter) => submissions.countByHour(db, filter),
    ofApplicant: (code) => submissions.ofApplicant(db, code),
    markRead: (name, at) => submissions.markRead(db, name, at),
    dueMail: (now, limit) => mail.dueMail(db, now, limit),
    settleMail: (queued, outcome) => mail.settleMail(db, queued, outcome),
    queueDigest: (day, at) => mail.queueDigest(db, day, at),
    mailOf: (name) => mail.mailOf(db, name),
    mailCounts: () => mail.mailCounts(db),
    change: (...change) => write(() => changer.change(...change)),
    addNote: (...note) => write(() => changer.addNote(...note)),
    async erase(names) {
      const erased = await submissions.erase(db, names);
      // What was deleted is overwritten in the file, but stands in the log until that is emptied.
      reader.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return erased;
    },
    keyIds: () => submissions.keyIds(db),

    record: (entry) => write(() => record(entry)),
    audit: () => audit(db),
    auditOf: (subject) => auditOf(db, subject),

    addStaff: (account) => people.addStaff(db, account),
    staff: (name) => people.staff(db, name),
    allStaff: () => people.allStaff(db),
    changeStaff: (name, change) => people.changeStaff(db, name, change),
    openSession: (session) => people.openSession(db, session),
    session: (idHash) => people.session(db, idHash),
    touchSession: (idHash, at) => people.touchSession(db, idHash, at),
    endSession: (idHash) => people.endSession(db, idHash),
    endSessions: (startedBefore, seenBefore) => people.endSessions(db, startedBefore, seenBefore),

    isReady: async () => isOpen && (await isCurrent(db as unknown as Kysely<never>, dialect)),
    async backup(path) {
      await backup(reader, path);
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
