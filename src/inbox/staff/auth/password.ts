import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { randomText } from './random-text.ts';

const argon2Of = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/**
 * Hashes computed at once. Node computes them in its four threads, which also read files, and prove the password of
 * each new connection to PostgreSQL: a flood of guesses must not take all of them.
 */
const most = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Computes a hash when its turn comes. */
async function derive(parameters: Argon2Parameters): Promise<Buffer> {
  if (running < most) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await argon2Of('argon2id', parameters);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** OWASP's password storage cheat sheet: argon2id, 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

export const leastPasswordLength = 12;
export const mostPasswordLength = 256;

/** Returns a password of about 100 bits that can be read out: five groups of four. */
export const generatePassword = (): string => randomText(20, 4);

/** Returns the password's hash as it is stored: a PHC string of argon2id. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive({ message: password.normalize('NFKC'), nonce: salt, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(hash)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

/** Compared with the password when there is no such account, so that the answer takes as long. */
const decoy = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(randomBytes(16))}$${base64(randomBytes(32))}`;

/** Returns true if the password matches the stored hash. Takes the same time when there is no hash. */
export async function isPassword(password: string, storedHash: string | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = phc.exec(storedHash ?? decoy) ?? [];
  if (!salt || !hash) throw new Error('A stored password is not an argon2id string.');
  const expected = Buffer.from(hash, 'base64');
  const actual = await derive({
    message: password.slice(0, mostPasswordLength).normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected) && storedHash !== undefined;
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
