import { createHash, type Hash } from 'node:crypto';
import type { Enclosure, Row, Store, SubmissionName } from '../stores/store.ts';
import { openContent } from '../submissions/sealed-content.ts';
import type { Sealed, Vault } from '../vault.ts';
import { openers } from './verify.ts';

/** SHA-256 hashes of a store's content; equal for equal content in any database. */
export interface StoreHashes {
  /** For each table, the number of rows and the hash of all rows in the order of their keys. */
  tables: Readonly<Record<string, { rows: number; hash: string }>>;
  /** Hash of all decrypted answers, adjustments and notes. */
  content: string;
}

/**
 * Reads all of a store.
 * @throws if anything cannot be decrypted
 */
export async function storeHashes(store: Store, vault: Vault): Promise<StoreHashes> {
  const tables = new Map<string, { rows: number; hash: Hash }>();
  const content = createHash('sha256');
  const names = new Map<number, SubmissionName>();
  for await (const { table, rows } of store.rows()) {
    const digest = tables.get(table) ?? { rows: 0, hash: createHash('sha256') };
    tables.set(table, digest);
    digest.rows += rows.length;
    for (const row of rows) {
      digest.hash.update(`${textOf(row)}\n`);
      if (table === 'submission') {
        const name = { form: row['form'], submissionId: row['submission_id'] } as SubmissionName;
        names.set(row['seq'] as number, name);
        content.update(`${JSON.stringify(openContent(vault, name, sealedIn(row)))}\n`);
      } else if (table === 'enclosure') {
        const open = openers[row['kind'] as Enclosure['kind']];
        const name = names.get(row['submission'] as number);
        if (!name)
          throw new Error(`There is an enclosure of submission ${String(row['submission'])}, which is not there.`);
        content.update(`${JSON.stringify(open(vault, name, sealedIn(row)))}\n`);
      }
    }
  }
  const hashes = [...tables].map(([table, { rows, hash }]) => [table, { rows, hash: hash.digest('hex') }] as const);
  return { tables: Object.fromEntries(hashes), content: content.digest('hex') };
}

/** Returns the tables in which two stores differ; `content` stands for the encrypted part. */
export function differences(one: StoreHashes, other: StoreHashes): string[] {
  const tables = new Set([...Object.keys(one.tables), ...Object.keys(other.tables)]);
  const differing = [...tables].filter((table) => one.tables[table]?.hash !== other.tables[table]?.hash);
  return one.content === other.content ? differing : [...differing, 'content'];
}

/** Returns a row as text, whatever the order of its columns. */
const textOf = (row: Row) =>
  JSON.stringify(
    Object.entries(row)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, value instanceof Uint8Array ? [Buffer.from(value).toString('base64')] : value]),
  );

const sealedIn = (row: Row): Sealed => ({
  keyId: row['key_id'] as string,
  nonce: row['nonce'] as Uint8Array,
  box: row['box'] as Uint8Array,
});
