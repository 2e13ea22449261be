import type { Dialect } from '../../migrations/0001-begin.ts';
import type { Store } from '../types/store.ts';
import { addNote, change } from './casework.ts';
import { confirmClock, seeClock } from './clock.ts';
import { queueGroup, queueMail, sendMailAgain, undoGroup } from './mail.ts';
import { endMatches, match } from './matches.ts';
import { changeAnswers, withdraw } from './applicant.ts';
import { changeContent, undoContentChange } from './content.ts';
import { addImport, undoImport } from './imports.ts';
import { keepLink, renewLinks, revokeLink } from './links.ts';
import { addRun, goBackToRun, publishRun } from './matching-runs.ts';
import { answerCheckIn, askCheckIns, dealWithWorries, remindOfCheckIns } from './check-ins.ts';
import { endOffers, offer, offerRun, remindOfOffers, replyToOffer, setReminders, stopMovingOn } from './offers.ts';
import { answerMeeting, takeQuestionStep } from './questions.ts';
import { goOnAfterRestore } from './restored.ts';
import { erase } from './erasures.ts';
import { changeStaff } from './staff.ts';
import type { Transact } from './recorder.ts';

/** The methods of a store that write with an audit entry, in one transaction each: the same in SQLite and PostgreSQL. */
export const writes = (transact: Transact, { isShared }: Pick<Dialect, 'isShared'>) =>
  ({
    change: (...wanted) => change(transact, ...wanted),
    addNote: (...note) => addNote(transact, ...note),
    match: (...pair) => match(transact, ...pair),
    endMatches: (...ended) => endMatches(transact, ...ended),
    addRun: (...run) => addRun(transact, ...run),
    goBackToRun: (...run) => goBackToRun(transact, ...run),
    publishRun: (...run) => publishRun(transact, ...run),
    offerRun: (...run) => offerRun(transact, ...run),
    offer: (...asked) => offer(transact, ...asked),
    replyToOffer: (...reply) => replyToOffer(transact, ...reply),
    endOffers: (...ended) => endOffers(transact, ...ended),
    setReminders: (...wish) => setReminders(transact, ...wish),
    stopMovingOn: (...end) => stopMovingOn(transact, ...end),
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
    undoImport: (importId, actor) => undoImport(transact, importId, actor, isShared),
    changeContent: (...change) => changeContent(transact, ...change),
    undoContentChange: (...undone) => undoContentChange(transact, ...undone),
    changeStaff: (...changed) => changeStaff(transact, ...changed),
    keepLink: (link) => keepLink(transact, link),
    renewLinks: (...links) => renewLinks(transact, ...links),
    revokeLink: (...link) => revokeLink(transact, ...link),
    sendMailAgain: (...mail) => sendMailAgain(transact, ...mail),
    goOnAfterRestore: (...going) => goOnAfterRestore(transact, ...going),
    seeClock: (now) => seeClock(transact, now, isShared),
    confirmClock: (...doubt) => confirmClock(transact, ...doubt),
    erase: (...wanted) => transact((transaction, record) => erase(transaction, record, ...wanted)),
  }) satisfies Partial<Store>;
