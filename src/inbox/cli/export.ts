import { once } from 'node:events';
import { stringify } from 'csv-stringify/sync';
import type { Form } from '#forms/form.ts';
import { forms } from '#forms/registry.ts';
import { CommandError, type Command, type CommandContext } from './command.ts';
import { csvColumns, csvRow, exportedSubmission, type ExportedSubmission } from './exported-submission.ts';

const atOnce = 200;

export const exportCommand: Command = {
  usage: 'export [--form mentee|mentor|ask] [--format ndjson|csv]',
  summary: 'Write every submission to standard output, oldest first',
  help: `NDJSON (the default) has one submission a line, unaltered. CSV is for spreadsheets: several choices are joined by "; ", and what a
spreadsheet would take for a formula has an apostrophe before it. What is written is not encrypted: keep it as safe as the inbox.`,
  opensInbox: true,
  writesData: true,
  async run(_words, options, context) {
    const wanted = options['form'];
    const chosen = wanted === undefined ? forms : forms.filter(({ id }) => id === wanted);
    if (chosen.length === 0)
      throw new CommandError(`There is no form ${wanted ?? ''}. Forms: ${forms.map(({ id }) => id).join(', ')}`);
    const format = options['format'] ?? 'ndjson';
    if (format !== 'ndjson' && format !== 'csv')
      throw new CommandError(`There is no format ${format}. Formats: ndjson, csv`);
    const count = await (format === 'csv' ? writeCsv(context, chosen) : writeNdjson(context, chosen));
    const at = context.clock().toISOString();
    await context.store.record({
      at,
      actor: 'command line',
      action: 'exported',
      subject: wanted ?? 'all forms',
      detail: `${String(count)} as ${format}`,
    });
    context.say(`${String(count)} ${count === 1 ? 'submission' : 'submissions'} written.`);
  },
};

async function writeNdjson(context: CommandContext, chosen: readonly Form[]): Promise<number> {
  let count = 0;
  for await (const submission of exported(context, chosen)) {
    await write(context, `${JSON.stringify(submission)}\n`);
    count += 1;
  }
  return count;
}

async function writeCsv(context: CommandContext, chosen: readonly Form[]): Promise<number> {
  // Without a byte order mark, Excel reads UTF-8 as another encoding.
  await write(context, `\uFEFF${stringify([csvColumns(chosen)], cellStyle)}`);
  let count = 0;
  for await (const submission of exported(context, chosen)) {
    await write(context, stringify([csvRow(chosen, submission)], cellStyle));
    count += 1;
  }
  return count;
}

/** Every cell in quotes, so that a semicolon ends no cell where spreadsheets expect semicolons. */
const cellStyle = { record_delimiter: 'windows', quoted: true, quoted_empty: false } as const;

async function* exported({ store, vault }: CommandContext, chosen: readonly Form[]): AsyncIterable<ExportedSubmission> {
  const form = chosen.length === 1 ? chosen[0]?.id : undefined;
  let after: number | undefined;
  for (;;) {
    const portion = await store.list({ form, order: 'oldest', after, limit: atOnce });
    for (const submission of portion) yield await exportedSubmission(store, vault, submission);
    after = portion.at(-1)?.seq;
    if (after === undefined) return;
  }
}

async function write({ terminal }: CommandContext, text: string): Promise<void> {
  if (!terminal.output.write(text)) await once(terminal.output, 'drain');
}
