import type { Dialect } from '../../migrations/0001-begin.ts';
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
import { withoutReminders } from './offers.ts';
import { offerOf, offers, withoutYes } from './read-offers.ts';
import { meetingAnswers, proposals } from './questions.ts';
import { matchHistory, matches } from './matches.ts';
import { ruledPairs, rules, runContent, runs } from './matching-runs.ts';
import { meetings } from './meetings.ts';
import { holdAfterRestore, restoredAt } from './restored.ts';
import { unreadOf } from './seen.ts';
import * as steps from './second-step.ts';
import * as people from './staff.ts';
import * as submissions from './submissions.ts';
import type { Db } from './tables.ts';

/** The methods of a store that are the same in SQLite and PostgreSQL: reads, and writes without an audit entry. */
export const queries = ({ isShared }: Pick<Dialect, 'isShared'>) => ({
  find: submissions.find,
  enclosures: enclosed.enclosures,
  enclosuresOf: enclosed.enclosuresOf,
  list: submissions.list,
  counts: submissions.counts,
  count: submissions.count,
  countByStatus: submissions.countByStatus,
  countByMinute: submissions.countByMinute,
  ofApplicant: submissions.ofApplicant,
  repeats: enclosed.repeats,
  markRead: submissions.markRead,
  unreadOf,
  erasures,
  erasedCounts,
  settleErasures,
  keyIds: submissions.keyIds,

  imports,
  findImport,
  imported,

  contentCounts,
  contentChanges,

  claimMail: (db: Db, now: string, until: string, messageId: string) =>
    mail.claimMail(db, now, until, messageId, isShared),
  settleMail: mail.settleMail,
  queueDigest: mail.queueDigest,
  retryMail: mail.retryMail,
  returnMail: mail.returnMail,
  groupMails: mail.groupMails,
  mailOf: mail.mailOf,
  mailThread: mail.mailThread,
  holdAfterRestore,
  restoredAt,
  mailCounts: mail.mailCounts,
  mailOutage: mail.mailOutage,
  setMailOutage: mail.setMailOutage,

  ...chores,
  clock,

  auditOf,
  auditPage,
  auditLength,

  meetings,
  matches,
  matchHistory,
  runs,
  ruledPairs,
  runContent,
  rules,
  offers,
  offerOf,
  withoutYes,
  proposals,
  meetingAnswers,
  checkIn,
  checkIns,
  worriesDealtWith,
  withoutReminders,
  findLink,

  addStaff: people.addStaff,
  staff: people.staff,
  allStaff: people.allStaff,
  openSession: people.openSession,
  session: people.session,
  touchSession: people.touchSession,
  endSession: people.endSession,
  endSessions: people.endSessions,
  sessions: people.sessions,

  ...steps,

  setCalendar: people.setCalendar,
  hasCalendar: people.hasCalendar,
  calendarOwner: people.calendarOwner,
});
