/** The three columns of sealed content. */
import type { Sealed } from '../../vault.ts';

export interface SealedColumns {
  key_id: string;
  nonce: Uint8Array;
  box: Uint8Array;
}

export const columnsOf = ({ keyId, nonce, box }: Sealed): SealedColumns => ({ key_id: keyId, nonce, box });

export const sealedIn = ({ key_id: keyId, nonce, box }: SealedColumns): Sealed => ({ keyId, nonce, box });

type OrNull<Columns> = { [Name in keyof Columns]: Columns[Name] | null };

/** Returns the columns of content that may be missing. */
export const columnsOrNull = (content: Sealed | null | undefined): OrNull<SealedColumns> =>
  content ? columnsOf(content) : { key_id: null, nonce: null, box: null };

/** Returns content that may be missing. */
export const sealedOrNull = ({ key_id: keyId, nonce, box }: OrNull<SealedColumns>): Sealed | null =>
  keyId !== null && nonce && box ? { keyId, nonce, box } : null;
