import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config.ts';

/** Where mails are put as files: beside the database. */
export const mailFolderOf = ({ database }: Pick<Config, 'database'>): string =>
  database.kind === 'sqlite' ? join(dirname(database.path), 'mail') : resolve('data/mail');
