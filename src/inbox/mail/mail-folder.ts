import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config.ts';

/** Returns the folder of mails that are written as files, beside the database. */
export const mailFolderOf = ({ database }: Pick<Config, 'database'>): string =>
  database.kind === 'sqlite' ? join(dirname(database.path), 'mail') : resolve('data/mail');
