import { once } from 'node:events';
import { formIds } from '#forms/form.ts';
import { forms } from '#forms/registry.ts';
import { commandLine, recordNow } from '../actor.ts';
import { statuses } from '../statuses.ts';
import { exportFormats, exportLines } from '../services/export.ts';
import { CommandError, type Command, type CommandContext } from './command.ts';
import { counted } from '../count-words.ts';

export const exportCommand: Command = {
  usage: `export [--form ${formIds.join('|')}] [--status STATUS] [--round ROUND] [--since DAY] [--before DAY] [--format ndjson|csv]`,
  summary: 'Write submissions to standard output, oldest first',
  help: `Without options, every submission. A day is like 2027-02-11 and begins at midnight in UTC. NDJSON (the default) has one submission a line,
unaltered. CSV is for spreadsheets: several choices are joined by "; ", and what a spreadsheet would take for a formula has an apostrophe
before it. What is written is not encrypted: keep it as safe as the inbox.`,
  opensInbox: true,
  writesData: true,
  async run(_words, options, context) {
    const form = oneOf(
      options['form'],
      forms.map(({ id }) => id),
      'form',
    );
    const format = oneOf(options['format'], exportFormats, 'format') ?? 'ndjson';
    const filter = {
      form,
      status: oneOf(options['status'], statuses, 'status'),
      round: options['round'],
      since: dayIn(options['since']),
      before: dayIn(options['before']),
    };
    const chosen = form === undefined ? forms : forms.filter(({ id }) => id === form);
    let count = format === 'csv' ? -1 : 0;
    for await (const line of exportLines({ ...context, forms: chosen, filter, format })) {
      await write(context, line);
      count += 1;
    }
    await recordNow(context, commandLine, 'exported', form ?? 'all forms', `${String(count)} as ${format}`);
    context.say(`${counted(count, 'submission')} written.`);
  },
};

function oneOf<T extends string>(wanted: string | undefined, known: readonly T[], what: string): T | undefined {
  const match = known.find((each) => each === wanted);
  if (wanted === undefined || match !== undefined) return match;
  throw new CommandError(
    `There is no ${what} ${wanted}. ${what === 'status' ? 'Statuse' : `${what[0]!.toUpperCase()}${what.slice(1)}`}s: ${known.join(', ')}`,
  );
}

function dayIn(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const day = /^\d{4}-\d\d-\d\d$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(day.getTime())) throw new CommandError(`${typed} is no day. Write it like 2027-02-11.`);
  return day.toISOString();
}

async function write({ terminal }: CommandContext, text: string): Promise<void> {
  if (!terminal.output.write(text)) await once(terminal.output, 'drain');
}
