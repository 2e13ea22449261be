import { randomBytes } from 'node:crypto';

/** Without look-alikes, so that it can be read out and typed: close to five bits a character. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Returns `length` random characters, in groups joined by dashes. */
export function randomText(length: number, group: number): string {
  const characters = Array.from({ length }, () => alphabet[randomBelow(alphabet.length)] ?? '').join('');
  return characters.match(new RegExp(`.{1,${group}}`, 'g'))!.join('-');
}

function randomBelow(limit: number): number {
  for (;;) {
    const byte = randomBytes(1)[0] ?? 0;
    // Bytes from the last whole multiple of `limit` on would favour the first letters.
    if (byte < 256 - (256 % limit)) return byte % limit;
  }
}
