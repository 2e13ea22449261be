import { statSync } from 'node:fs';
import type { Config } from './config.ts';
import { hasKeyFile, isReadableByOthers, KeyError, makeKeyFile, readKeyFile, type InboxKeys } from './keys.ts';
import type { Store } from './stores/store.ts';
import { auditText, firstLink, type AuditLinker } from './stores/audit-link.ts';
import { openSqliteStore } from './stores/sqlite/store.ts';
import { Vault } from './vault.ts';

export interface Inbox {
  store: Store;
  vault: Vault;
  /** Warnings for the operator, in words. */
  warnings: readonly string[];
}

/**
 * Opens the database and the key file; the first start creates both.
 * @throws {KeyError} if the key of stored data is missing: a new one would make the data unreadable for ever
 */
export async function openInbox(config: Pick<Config, 'database' | 'keyFile'>): Promise<Inbox> {
  const { database, keyFile } = config;
  const isNew = database.kind === 'sqlite' && !statSync(database.path, { throwIfNoEntry: false })?.size;
  const existingKeys = hasKeyFile(keyFile) ? readKeyFile(keyFile) : undefined;
  // The store needs the vault's audit link before the keys are checked; nothing is linked until then.
  let vault: Vault | undefined;
  const known = () => {
    if (!vault) throw new Error('The database was written to before the keys were known.');
    return vault;
  };
  const link: AuditLinker = (previous, entry) => known().auditLink(previous, entry);
  const open = async () => {
    if (database.kind === 'sqlite') return openSqliteStore(database.path, link, database.isThrowAway);
    // The driver takes memory that an inbox on SQLite does not need.
    const { openPostgresStore } = await import('./stores/postgres/store.ts');
    return openPostgresStore(database.url, link, (key) => known().code('limit', key).toString('base64url'));
  };
  const store = await open();
  try {
    const keys = existingKeys ?? (await firstKeys(store, keyFile));
    vault = new Vault(keys);
    await checkKeys(store, vault, keyFile);
    const warnings = [
      ...(isReadableByOthers(keyFile) ? [`The key file ${keyFile} can be read by others: chmod 600 ${keyFile}`] : []),
      ...(isNew && existingKeys
        ? [
            `WARNING: there was no database at ${database.path}, though its key is there: an empty one was made. If you expected another, stop, and see whether INBOX_DATABASE is right; if it is lost, restore a backup.`,
          ]
        : []),
    ];
    return { store, vault, warnings };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function firstKeys(store: Store, keyFile: string): Promise<InboxKeys> {
  const isSealed = (await store.keyIds()).length > 0;
  if (isSealed || (await store.auditLength()) > 0) {
    throw new KeyError(
      `The key file ${keyFile} is missing, but the database holds ${isSealed ? 'submissions that only its key can read' : 'an audit that only its key can continue'}. ` +
        'Put the key file back from your copy, or name its place with INBOX_KEY_FILE.' +
        (isSealed
          ? ''
          : ' If it is lost for good, move the database to another place; a new one is made with a new key.'),
    );
  }
  try {
    return makeKeyFile(keyFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // Another process that started at the same time is creating the key file.
    await new Promise((resolve) => setTimeout(resolve, 200));
    return readKeyFile(keyFile);
  }
}

async function checkKeys(store: Store, vault: Vault, keyFile: string): Promise<void> {
  const keyIds = await store.keyIds();
  const missing = vault.missing(keyIds);
  if (missing.length === 0 && (keyIds.length > 0 || (await beginsAudit(store, vault)))) return;
  const why = missing.length > 0 ? `it lacks the key ${missing.join(', ')}` : 'the audit was begun with another one';
  throw new KeyError(
    `The key file ${keyFile} is not the one of this database: ${why}. ` +
      'Put the right key file in its place, or name it with INBOX_KEY_FILE.',
  );
}

/** True if these keys made the link of the first audit entry, or there is no entry. */
async function beginsAudit(store: Store, vault: Vault): Promise<boolean> {
  for await (const entry of store.audit())
    return Buffer.compare(vault.auditLink(firstLink, auditText(entry.seq, entry)), entry.link) === 0;
  return true;
}
