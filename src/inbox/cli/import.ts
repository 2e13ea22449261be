import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formById } from '#forms/registry.ts';
import { siteFolder } from '#site-folder';
import { actorNow, commandLine } from '../actor.ts';
import { silentLog } from '../log.ts';
import { eachProblemOnce, leavingWords, placeWords, planImport, storeImport } from '../services/import/import.ts';
import { hasTemplate } from '../template-names.ts';
import { UnreadableTable } from '../services/import/read-table.ts';
import { openSiteContent } from '../site-content.ts';
import { CommandError, type Command } from './command.ts';

const folder = join(import.meta.dirname, '../../..', siteFolder, 'content');

export const importCommand: Command = {
  usage: 'import mentor FILE.csv [--preview] [--leave-out] [--tell]',
  summary: 'Bring in mentors of an earlier year from a spreadsheet saved as CSV: all of it, or nothing',
  help: `The columns are headed by the questions of the form, in any order; "Import mentors" in the inbox lists them and has a file to begin with.
Whoever runs it vouches that everybody in the file agreed to what the form asks them to agree to, and to the date in their row.
--preview stores nothing and says what would be added. --leave-out leaves out columns that are no questions of the form, instead of refusing
the file. --tell writes to each of them after ten minutes, by content/mail/imported-mentor.md. People whose address has an application as a
mentor already are left as they are. The page "Import mentors" undoes an import.`,
  opensInbox: true,
  async run([formId = '', path, ...more], options, context) {
    const form = formById(formId);
    if (formId !== 'mentor' || !form)
      throw new CommandError(
        'Only mentors can be imported: npm run inbox -- import mentor FILE.csv. Everybody else agrees to the terms of a round when they apply.',
      );
    if (path === undefined || more.length > 0)
      throw new CommandError('Name one file: npm run inbox -- import mentor FILE.csv');
    const { clock, say } = context;
    const tell = options['tell'] !== undefined;
    const { rounds, templates } = await openSiteContent({ ...context, log: silentLog }, folder);
    if (tell && !hasTemplate(templates, 'imported', form.id))
      throw new CommandError('Nothing was added. There is no mail content/mail/imported-mentor.md to tell them by.');
    const services = { ...context, rounds };
    const { fresh, there, problems, leftOut, leaving, doubt } = await planImport(
      services,
      form,
      await bytesOf(path),
    ).catch((error: unknown) => {
      throw error instanceof UnreadableTable ? new CommandError(`Nothing was added. ${error.message}`) : error;
    });
    const unasked =
      leftOut.length > 0 && options['leave-out'] === undefined
        ? [
            `The form has no question ${leftOut.map((heading) => `“${heading}”`).join(', ')}. Take these columns out, or type --leave-out.`,
          ]
        : [];
    const lines = [
      ...eachProblemOnce(problems).map(
        (problem) => `${placeWords(problem)}: ${saying(problem.value)}${problem.message}.`,
      ),
      ...unasked,
    ];
    if (lines.length > 0)
      throw new CommandError(
        [
          `Nothing was added. ${lines.length === 1 ? 'One thing' : `${String(lines.length)} things`} to mend:`,
          ...lines,
        ].join('\n'),
      );
    if (doubt !== undefined) say(doubt);
    if (leaving !== undefined) say(leavingWords(leaving));
    const already = there.length === 0 ? '' : ` ${String(there.length)} in the inbox already, left as they are.`;
    if (options['preview'] !== undefined || fresh.length === 0) {
      say(`${String(fresh.length)} would be added.${already}`);
      return;
    }
    const actor = actorNow({ clock }, commandLine);
    const result = await storeImport(services, form, { importId: randomUUID(), rows: fresh, tell }, actor);
    if (result !== 'stored')
      throw new CommandError('Nothing was added: meanwhile the inbox has changed. Run the command again.');
    say(`${String(fresh.length)} added.${already}${tell ? ' They are told in ten minutes.' : ' Nobody is told.'}`);
  },
};

const saying = (value: string) => (value.trim() === '' ? '' : `“${Array.from(value.trim()).slice(0, 60).join('')}”. `);

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new CommandError(`The file ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}
