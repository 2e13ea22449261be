import { readEmail } from '#forms/email.ts';
import { mailFolderOf } from '../mail/mail-folder.ts';
import { meetingOf, openDiffering, openNote } from '../submissions/sealed-content.ts';
import { eraseSubmissions } from '../work/erase.ts';
import { CommandError, type Command, type CommandContext } from './command.ts';
import { exportedSubmission, readPartners } from '../work/exported-submission.ts';

export const person: Command = {
  usage: 'person export EMAIL | erase EMAIL',
  summary: 'Write out, or erase, everything one person has sent',
  help: `"export" writes one submission a line (NDJSON) to standard output, with staff's notes: the answer to "what do you hold about me?".
"erase" removes it from the database, and what is left of it in its files, mails put as files included. Copies made by "backup" still hold it until you delete them.`,
  opensInbox: true,
  writesData: true,
  async run([action, typed = ''], _options, context) {
    const email = readEmail(typed.trim());
    if (email === undefined)
      throw new CommandError('Give one e-mail address: npm run inbox -- person export ada@example.com');
    if (action === 'export') return exportPerson(context, email);
    if (action === 'erase') return erasePerson(context, email);
    throw new CommandError('Say what to do: person export EMAIL, person erase EMAIL.');
  },
};

async function exportPerson({ store, vault, terminal, clock, say }: CommandContext, email: string): Promise<void> {
  const found = await store.ofApplicant(vault.emailCode(email));
  const partners = await readPartners(store);
  for (const submission of found) {
    const enclosures = await store.enclosures(submission);
    const again = enclosures
      .filter(({ kind }) => kind === 'differing')
      .map(({ at, content }) => ({ received_at: at, ...openDiffering(vault, submission, content) }));
    const meeting = meetingOf(vault, submission, enclosures);
    const notes = enclosures
      .filter(({ kind }) => kind === 'note')
      .map(({ at, content }) => ({ at, ...openNote(vault, submission, content) }));
    const all = {
      ...exportedSubmission(vault, submission, enclosures, partners),
      ...(meeting ? { meeting } : {}),
      ...(notes.length > 0 ? { notes } : {}),
      ...(again.length > 0 ? { sent_again: again } : {}),
    };
    terminal.output.write(`${JSON.stringify(all)}\n`);
  }
  await store.record({
    at: clock().toISOString(),
    actor: 'command line',
    action: 'person exported',
    subject: 'person',
    detail: String(found.length),
  });
  say(found.length === 0 ? 'Nothing is held under this address.' : `${String(found.length)} submissions written.`);
}

async function erasePerson({ store, vault, config, clock, say }: CommandContext, email: string): Promise<void> {
  const found = await store.ofApplicant(vault.emailCode(email));
  const deed = { at: clock().toISOString(), actor: 'command line' };
  const count = await eraseSubmissions({ store, mailFolder: mailFolderOf(config) }, found, deed);
  say(
    count === 0
      ? 'Nothing is held under this address.'
      : `${String(count)} ${count === 1 ? 'submission' : 'submissions'} erased.`,
  );
}
