import { minute } from './clock.ts';

/** Minutes for which staff may take back a mail to a group, or an import of people who are told. */
export const undoMinutes = 10;

/** Returns the instant at which what staff may take back goes out. */
export const undoneUntil = (now: Date): Date => new Date(now.getTime() + undoMinutes * minute);
