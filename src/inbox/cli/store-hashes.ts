import { createHash, type Hash } from 'node:crypto';
import type { Row, Store } from '../stores/store.ts';
import type { Vault } from '../vault.ts';
import { sealedRows } from './sealed-rows.ts';

/** SHA-256 hashes of a store's content; equal for equal content in any database. */
export interface StoreHashes {
  /** For each table, the number of rows and the hash of all rows in the order of their keys. */
  tables: Readonly<Record<string, { rows: number; hash: string }>>;
  /** Hash of all that is sealed, once decrypted. */
  content: string;
}

/**
 * Reads all of a store.
 * @throws if anything cannot be decrypted
 */
export async function storeHashes(store: Store, vault: Vault): Promise<StoreHashes> {
  const tables = new Map<string, { rows: number; hash: Hash }>();
  const content = createHash('sha256');
  const sealedIn = sealedRows(vault);
  for await (const { table, rows } of store.rows()) {
    const digest = tables.get(table) ?? { rows: 0, hash: createHash('sha256') };
    tables.set(table, digest);
    digest.rows += rows.length;
    for (const row of rows) {
      digest.hash.update(`${textOf(row)}\n`);
      const sealed = sealedIn(table, row);
      if (sealed) content.update(`${JSON.stringify(sealed.open())}\n`);
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
