import { pino, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * Logs JSON lines to standard output. Each logged field is chosen on purpose: no answers, addresses or query strings.
 */
export const createLog = (level: LogLevel): Log => pino({ level, base: null });

export const silentLog: Log = pino({ level: 'silent' });
