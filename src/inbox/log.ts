import { pino, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Logs JSON lines to standard output. What is logged is chosen field by field: no answers, no addresses, no query strings. */
export const createLog = (level: LogLevel): Log => pino({ level, base: null });

/** Logs nothing. */
export const silentLog: Log = pino({ level: 'silent' });
