import { readEmail } from '#forms/formats/email.ts';
import { actorNow, commandLine } from '../actor.ts';
import { toldOfErasure } from '../services/erase.ts';
import { mailFolderOf } from '../mail/mail-folder.ts';
import { erasePerson, exportPerson, findPerson, describeData, describeOthers } from '../services/person.ts';
import { CommandError, type Command } from './command.ts';

export const person: Command = {
  usage: 'person export EMAIL | erase EMAIL [--others]',
  summary: 'Write out, or erase, everything one person has sent',
  help: `"export" writes one submission a line (NDJSON) to standard output, with staff's notes: the answer to "what do you hold about me?".
"erase" removes it from the database, and what is left of it in its files, mails put as files included. Copies made by "backup" still hold it until you delete them.
Whoever is matched with the person, or has a question to a mentor or a meeting with them, is told by email that it is over, without a name.
What somebody else sent under the id of these submissions would go, too; then "erase" does nothing unless --others is given.
Admins can do both in the inbox too, on the page "One person’s data".`,
  opensInbox: true,
  writesData: true,
  async run([action, typed = ''], options, { config, store, vault, clock, terminal, say }) {
    const email = readEmail(typed.trim());
    if (email === undefined)
      throw new CommandError('Give one e-mail address: npm run inbox -- person export ada@example.com');
    if (action !== 'export' && action !== 'erase')
      throw new CommandError('Say what to do: person export EMAIL, person erase EMAIL.');
    const archive = { store, vault, mailFolder: mailFolderOf(config) };
    const data = await findPerson(archive, email);
    const actor = actorNow({ clock }, commandLine);
    const others = describeOthers(data);
    if (action === 'erase' && others !== undefined && options['others'] === undefined)
      throw new CommandError(
        `Nothing was erased: ${others}, would go with it, and may be all that somebody else sent. Deal with them first, in the inbox; then erase with --others.`,
      );
    if (action === 'export') terminal.output.write(await exportPerson(archive, data, actor));
    const told =
      action === 'erase'
        ? await toldOfErasure(
            archive,
            data.submissions.map(({ submission }) => submission),
            actor,
          )
        : [];
    const left = action === 'erase' ? (await erasePerson(archive, data, actor)).left : undefined;
    const words = describeData(data);
    say(
      words === undefined
        ? 'Nothing is held under this address.'
        : `${words} ${action === 'export' ? 'written' : 'erased'}.`,
    );
    if (told.length > 0) say(`Told by email that it is over, without a name: ${told.join(', ')}.`);
    if (left !== undefined) say(`Still left: ${left}. The server goes on removing it, every minute while it runs.`);
    if (others !== undefined) say(action === 'export' ? `Not written: ${others}.` : `Gone with it: ${others}.`);
  },
};
