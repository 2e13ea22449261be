import { stringify } from 'csv-stringify/sync';
import type { Form } from '#forms/form.ts';
import type { ListFilter, Store, StoredSubmission } from '../stores/store.ts';
import type { Vault } from '../vault.ts';
import { csvColumns, csvRow, exportedSubmission, readPartners, type ExportedSubmission } from './export-columns.ts';

export const exportFormats = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

interface ExportOptions {
  store: Store;
  vault: Vault;
  /** The forms whose questions are the columns of the table. */
  forms: readonly Form[];
  filter: ListFilter;
  /** Returns those of a batch that the file has; all without it. */
  choose?: (portion: readonly StoredSubmission[]) => Promise<readonly StoredSubmission[]>;
  format: ExportFormat;
}

const atOnce = 200;

/**
 * Yields the matching submissions as text, oldest first: a header if the format has one, then one piece for each
 * submission. Never has more than one batch in memory.
 */
export async function* exportLines({ forms, format, ...options }: ExportOptions): AsyncGenerator<string> {
  // Without a byte order mark, Excel does not read the file as UTF-8.
  if (format === 'csv') yield `\uFEFF${stringify([csvColumns(forms)], cellStyle)}`;
  for await (const submission of exported(options)) {
    yield format === 'csv' ? stringify([csvRow(forms, submission)], cellStyle) : `${JSON.stringify(submission)}\n`;
  }
}

/** Quotes every cell, so that nothing in a cell ends it. */
const cellStyle = { record_delimiter: 'windows', quoted: true, quoted_empty: false } as const;

async function* exported({
  store,
  vault,
  filter,
  choose = (portion) => Promise.resolve(portion),
}: Pick<ExportOptions, 'store' | 'vault' | 'filter' | 'choose'>): AsyncGenerator<ExportedSubmission> {
  const partners = await readPartners(store);
  let after: number | undefined;
  for (;;) {
    const portion = await store.list({ ...filter, order: 'oldest', after, limit: atOnce });
    const chosen = await choose(portion);
    const enclosures = await store.enclosuresOf(chosen);
    for (const submission of chosen)
      yield exportedSubmission(vault, submission, enclosures.get(submission.seq) ?? [], partners);
    after = portion.at(-1)?.seq;
    if (after === undefined) return;
  }
}
