import type { Dialect } from '../../migrations/0001-begin.ts';
import type { Actor } from '../types/actor.ts';
import { addNote, change } from './casework.ts';
import { confirmClock, seeClock } from './clock.ts';
import { queueGroup, queueMail, sendMailAgain, undoGroup } from './mail.ts';
import { endMatches, match } from './matches.ts';
import { changeAnswers, withdraw } from './applicant.ts';
import { changeContent, undoContentChange } from './content.ts';
import { addImport, undoImport } from './imports.ts';
import { keepLink, renewLinks } from './links.ts';
import { addRun, goBackToRun, publishRun } from './matching-runs.ts';
import { answerCheckIn, askCheckIns, dealWithWorries, remindOfCheckIns } from './check-ins.ts';
import { endOffers, offer, offerRun, remindOfOffers, replyToOffer, setReminders, stopMovingOn } from './offers.ts';
import { answerMeeting, takeQuestionStep } from './questions.ts';
import { goOnAfterRestore } from './restored.ts';
import { erase } from './erasures.ts';
import { changeStaff } from './staff.ts';
import type { Transact } from './recorder.ts';

/** The methods of a store that write with an audit entry, in one transaction each: the same in SQLite and PostgreSQL. */
export const writes = ({ isShared }: Pick<Dialect, 'isShared'>) => ({
  change,
  addNote,
  match,
  endMatches,
  addRun,
  goBackToRun,
  publishRun,
  offerRun,
  offer,
  replyToOffer,
  endOffers,
  setReminders,
  stopMovingOn,
  takeQuestionStep,
  answerMeeting,
  askCheckIns,
  dealWithWorries,
  answerCheckIn,
  changeAnswers,
  withdraw,
  remindOfOffers,
  remindOfCheckIns,
  queueMail,
  queueGroup,
  undoGroup,
  addImport,
  undoImport: (transact: Transact, importId: string, actor: Actor) => undoImport(transact, importId, actor, isShared),
  changeContent,
  undoContentChange,
  changeStaff,
  keepLink,
  renewLinks,
  sendMailAgain,
  goOnAfterRestore,
  seeClock: (transact: Transact, now: string) => seeClock(transact, now, isShared),
  confirmClock,
  erase,
});
