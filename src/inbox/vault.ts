import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto';
import { derivedKey, KeyError, type InboxKeys } from './keys.ts';

/** An encrypted text with all that is needed to decrypt it, except the key. */
export interface Sealed {
  keyId: string;
  nonce: Uint8Array;
  /** The encrypted text, followed by its authentication tag of 16 bytes. */
  box: Uint8Array;
}

const tagBytes = 16;

const nonceBytes = 12;

/** Random nonces, drawn many at a time, because drawing takes longer than encrypting. */
class Nonces {
  #drawn: Buffer = Buffer.alloc(0);

  next(): Buffer {
    if (this.#drawn.length < nonceBytes) this.#drawn = randomBytes(256 * nonceBytes);
    const nonce = this.#drawn.subarray(0, nonceBytes);
    this.#drawn = this.#drawn.subarray(nonceBytes);
    return nonce;
  }
}

/**
 * Encrypts answers and makes the codes by which they are found. AES-256-GCM with a random nonce for each row; the row's
 * name (form, id) and the key's id are authenticated, so that a row's content decrypts in no other row.
 */
export class Vault {
  readonly #current: string;
  readonly #ciphers: ReadonlyMap<string, KeyObject>;
  readonly #searchKey: KeyObject;
  readonly #auditKey: KeyObject;
  readonly #nonces = new Nonces();

  constructor(keys: InboxKeys) {
    this.#current = (keys.at(-1) ?? keys[0]).id;
    this.#ciphers = new Map(keys.map((key) => [key.id, derivedKey(key, 'answers')]));
    this.#searchKey = derivedKey(keys[0], 'search');
    this.#auditKey = derivedKey(keys[0], 'audit');
  }

  /** @param name of the row, such as `mentee|<submission id>` */
  seal(text: string, name: string): Sealed {
    const nonce = this.#nonces.next();
    const cipher = createCipheriv('aes-256-gcm', this.#cipherKey(this.#current), nonce);
    cipher.setAAD(Buffer.from(`${name}|${this.#current}`));
    const box = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { keyId: this.#current, nonce, box };
  }

  /** @throws if the content was changed, belongs to another row, or its key is not in the key file */
  open({ keyId, nonce, box }: Sealed, name: string): string {
    const decipher = createDecipheriv('aes-256-gcm', this.#cipherKey(keyId), nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(`${name}|${keyId}`));
    decipher.setAuthTag(box.subarray(-tagBytes));
    return Buffer.concat([decipher.update(box.subarray(0, -tagBytes)), decipher.final()]).toString('utf8');
  }

  /** Returns those of these ids for which this vault has no key. */
  missing(keyIds: readonly string[]): string[] {
    return keyIds.filter((id) => !this.#ciphers.has(id));
  }

  /**
   * Returns a code that is equal for equal texts and reveals nothing without the key. `purpose` separates codes of
   * different kinds.
   */
  code(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.#searchKey).update(`${purpose}\0${text}`).digest();
  }

  /** Returns the code by which a person's submissions are found. */
  emailCode(email: string): Buffer {
    return this.code('email', email.trim().toLowerCase());
  }

  /** Returns the link of the audit chain that follows `previous`. */
  auditLink(previous: Uint8Array, entry: string): Buffer {
    return createHmac('sha256', this.#auditKey).update(previous).update(entry).digest();
  }

  #cipherKey(id: string): KeyObject {
    const key = this.#ciphers.get(id);
    if (!key) throw new KeyError(`The key ${id}, with which a submission was encrypted, is not in the key file.`);
    return key;
  }
}
