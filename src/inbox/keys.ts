import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A secret of the key file and its id, which is stored beside everything encrypted with it. */
export interface InboxKey {
  id: string;
  secret: Buffer;
}

/**
 * The keys of an inbox, oldest first: the last one encrypts, each one decrypts, the first one makes the search codes.
 */
export type InboxKeys = readonly [InboxKey, ...InboxKey[]];

/** The key file is missing, unreadable or malformed. */
export class KeyError extends Error {}

export const hasKeyFile = (path: string): boolean => existsSync(path);

/**
 * Reads a key file: lines of `<id> <32 bytes in base64>`; `#` begins a comment.
 * @throws {KeyError}
 */
export function readKeyFile(path: string): InboxKeys {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new KeyError(`The key file ${path} cannot be read (${(error as Error).message}).`);
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const keys = lines.map((line) => parseKey(line, path));
  const [first, ...rest] = keys;
  if (!first)
    throw new KeyError(`The key file ${path} holds no key. Put back the file that the inbox made, or your copy of it.`);
  return [first, ...rest];
}

function parseKey(line: string, path: string): InboxKey {
  const [id = '', encoded = ''] = line.trim().split(/\s+/);
  const secret = Buffer.from(encoded, 'base64');
  if (!/^[0-9a-f]{8}$/.test(id) || secret.length !== 32) {
    throw new KeyError(
      `The key file ${path} has a line that is no key. Put back the file that the inbox made, or your copy of it.`,
    );
  }
  return { id, secret };
}

/** Creates a key file with one new key, readable by its owner only. Never replaces a file. */
export function makeKeyFile(path: string): InboxKeys {
  const key: InboxKey = { id: randomBytes(4).toString('hex'), secret: randomBytes(32) };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const text = [
    '# The key to every answer in the inbox. Without it the answers cannot be read by anyone.',
    '# Keep a copy in a safe place that is not beside the copies of the database.',
    `${key.id} ${key.secret.toString('base64')}`,
    '',
  ].join('\n');
  // The file is complete before it gets its name, so that a killed process leaves no empty key file.
  const part = `${path}.${key.id}.part`;
  writeFileSync(part, text, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // Some file systems have no hard links.
    writeFileSync(path, text, { mode: 0o600, flag: 'wx', flush: true });
  } finally {
    rmSync(part);
  }
  return [key];
}

/** True if users other than the owner may read the key file. */
export const isReadableByOthers = (path: string): boolean =>
  process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;

/** Derives a key for one purpose, so that no key serves two. */
export const derivedKey = (key: InboxKey, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key.secret, Buffer.alloc(0), `inbox ${purpose}`, 32)));
