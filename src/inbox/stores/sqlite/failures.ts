import { LaterVersion } from '../../migrations/migrate.ts';
import { CannotOpen } from '../types/store.ts';

/** Why a file does not open, by SQLite's result code (https://www.sqlite.org/rescode.html) or the system's. */
const reasons: Readonly<Record<string, string>> = {
  8: 'this user may not write it, or its folder',
  10: 'the disk could not read or write it',
  11: 'it is damaged',
  13: 'the disk is full',
  14: 'this user may not open it',
  26: 'it is no database of SQLite, or it is damaged',
  EACCES: 'this user may not write it, or its folder',
  EISDIR: 'it is a folder or a device',
  EEXIST: 'a file is in the place of its folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is in the place of its folder',
  EPERM: 'this user may not write it, or its folder',
  EROFS: 'its disk is read-only',
};

/** Returns SQLite's primary result code, such as 5 for a lock; undefined if the error is not SQLite's. */
export const resultCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;

/** Rethrows why a file does not open: with what to do if that is known, any other error unchanged. */
export function refuseToOpen(path: string, error: unknown): never {
  const code = resultCode(error) ?? (error as NodeJS.ErrnoException).code ?? '';
  const reason = error instanceof LaterVersion ? error.message : reasons[code];
  if (reason === undefined) throw error;
  const remedy =
    error instanceof LaterVersion
      ? ''
      : ' Is INBOX_DATABASE right? If it is, see "When something goes wrong" in docs/running.md.';
  throw new CannotOpen(path, reason, remedy, error);
}
