import type { Dialect } from '../../migrations/0001-begin.ts';
import type { Store } from '../types/store.ts';
import { auditLength, auditOf, auditPage } from './audit.ts';
import * as chores from './chores.ts';
import { clock } from './clock.ts';
import * as enclosed from './enclosures.ts';
import * as mail from './mail.ts';
import { erasedCounts } from './erased-counts.ts';
import { erasures, settleErasures } from './erasures.ts';
import { contentChanges, contentCounts } from './content.ts';
import { findImport, imported, imports } from './imports.ts';
import { findLink } from './links.ts';
import { checkIn, checkIns, worriesDealtWith } from './check-ins.ts';
import { offerOf, offers, withoutReminders, withoutYes } from './offers.ts';
import { meetingAnswers, proposals } from './questions.ts';
import { matchHistory, matches } from './matches.ts';
import { rules, runContent, runs } from './matching-runs.ts';
import { meetings } from './meetings.ts';
import { holdAfterRestore, restoredAt } from './restored.ts';
import { unreadOf } from './seen.ts';
import * as steps from './second-step.ts';
import * as people from './staff.ts';
import * as submissions from './submissions.ts';
import type { Db } from './tables.ts';

/** The methods of a store that are the same in SQLite and PostgreSQL: reads, and writes without an audit entry. */
export const queries = (db: Db, { isShared }: Pick<Dialect, 'isShared'>) =>
  ({
    find: (name) => submissions.find(db, name),
    enclosures: (name) => enclosed.enclosures(db, name),
    enclosuresOf: (those) => enclosed.enclosuresOf(db, those),
    list: (options) => submissions.list(db, options),
    counts: (filter) => submissions.counts(db, filter),
    count: (filter) => submissions.count(db, filter),
    countByStatus: (filter) => submissions.countByStatus(db, filter),
    countByMinute: (filter) => submissions.countByMinute(db, filter),
    ofApplicant: (code) => submissions.ofApplicant(db, code),
    repeats: () => enclosed.repeats(db),
    markRead: (name, reader) => submissions.markRead(db, name, reader),
    unreadOf: (reader, seqs) => unreadOf(db, reader, seqs),
    erasures: () => erasures(db),
    erasedCounts: (round) => erasedCounts(db, round),
    settleErasures: (until) => settleErasures(db, until),
    keyIds: () => submissions.keyIds(db),

    imports: () => imports(db),
    findImport: (importId) => findImport(db, importId),
    imported: (importId) => imported(db, importId),

    contentCounts: () => contentCounts(db),
    contentChanges: () => contentChanges(db),

    claimMail: (now, until, messageId) => mail.claimMail(db, now, until, messageId, isShared),
    settleMail: (queued, outcome) => mail.settleMail(db, queued, outcome),
    queueDigest: (day, at, isHeld) => mail.queueDigest(db, day, at, isHeld),
    retryMail: (now) => mail.retryMail(db, now),
    returnMail: (messageId, at, failure) => mail.returnMail(db, messageId, at, failure),
    groupMails: (group) => mail.groupMails(db, group),
    mailOf: (name) => mail.mailOf(db, name),
    mailThread: (emailCode) => mail.mailThread(db, emailCode),
    holdAfterRestore: (at) => holdAfterRestore(db, at),
    restoredAt: () => restoredAt(db),
    mailCounts: () => mail.mailCounts(db),
    mailOutage: () => mail.mailOutage(db),
    setMailOutage: (outage) => mail.setMailOutage(db, outage),

    claimChore: (name, window) => chores.claimChore(db, name, window),
    finishChore: (name, at) => chores.finishChore(db, name, at),
    forgetChore: (name) => chores.forgetChore(db, name),
    forgetCutOffChores: (before) => chores.forgetCutOffChores(db, before),
    clock: () => clock(db),

    auditOf: (subject) => auditOf(db, subject),
    auditPage: (offset, limit) => auditPage(db, offset, limit),
    auditLength: () => auditLength(db),

    meetings: (status) => meetings(db, status),
    matches: (of) => matches(db, of),
    matchHistory: (of) => matchHistory(db, of),
    runs: (round) => runs(db, round),
    runContent: (seq) => runContent(db, seq),
    rules: (round) => rules(db, round),
    offers: (of) => offers(db, of),
    offerOf: (seq) => offerOf(db, seq),
    withoutYes: (round) => withoutYes(db, round),
    proposals: (of) => proposals(db, of),
    meetingAnswers: (of) => meetingAnswers(db, of),
    checkIn: (seq) => checkIn(db, seq),
    checkIns: (of) => checkIns(db, of),
    worriesDealtWith: (round) => worriesDealtWith(db, round),
    withoutReminders: () => withoutReminders(db),
    findLink: (tokenHash) => findLink(db, tokenHash),

    addStaff: (account) => people.addStaff(db, account),
    staff: (name) => people.staff(db, name),
    allStaff: () => people.allStaff(db),
    openSession: (session) => people.openSession(db, session),
    session: (idHash) => people.session(db, idHash),
    touchSession: (idHash, at) => people.touchSession(db, idHash, at),
    endSession: (idHash) => people.endSession(db, idHash),
    endSessions: (startedBefore, seenBefore) => people.endSessions(db, startedBefore, seenBefore),
    sessions: (name) => people.sessions(db, name),

    secondStep: (name) => steps.secondStep(db, name),
    secondSteps: () => steps.secondSteps(db),
    beginSecondStep: (...step) => steps.beginSecondStep(db, ...step),
    confirmSecondStep: (...step) => steps.confirmSecondStep(db, ...step),
    usePeriod: (name, period) => steps.usePeriod(db, name, period),
    useRecoveryCode: (name, code) => steps.useRecoveryCode(db, name, code),
    removeSecondStep: (name) => steps.removeSecondStep(db, name),

    setCalendar: (name, tokenHash) => people.setCalendar(db, name, tokenHash),
    hasCalendar: (name) => people.hasCalendar(db, name),
    calendarOwner: (tokenHash) => people.calendarOwner(db, tokenHash),
  }) satisfies Partial<Store>;
