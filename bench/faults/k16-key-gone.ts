import { existsSync, renameSync, rmSync } from 'node:fs';
import { eraseSubmissions } from '#inbox/services/erase.ts';
import { inboxCommand } from './command.ts';
import { fill } from './fill.ts';
import { exactly, type Row, type Trial } from './row.ts';
import { problemsOf, withInbox } from './stored.ts';

/** The stages of an inbox, in order. From the first on, it cannot be opened without its key. */
const stages = ['a first account', 'a submission', 'all submissions erased', 'a submission again', 'a backup'] as const;
/** Commands that open the inbox. */
const commands = [['verify'], ['staff', 'list'], ['export'], ['staff', 'add', 'eve']] as const;

export const row: Row = {
  id: 'K16',
  claim:
    'The key file gone at every stage: refused while anything is sealed or chained, no new key, whole with the old one',
  async run(trial) {
    const key = trial.settings['INBOX_KEY_FILE']!;
    const found = { refused: 0, made: 0, unnamed: 0 };
    for (const stage of stages) {
      await reach(stage, trial);
      renameSync(key, `${key}.away`);
      for (const command of commands) {
        const { code, text } = await inboxCommand(trial, ...command);
        if (code !== 0) found.refused += 1;
        if (!text.includes(key)) found.unnamed += 1;
        if (existsSync(key)) {
          found.made += 1;
          rmSync(key);
        }
      }
      renameSync(`${key}.away`, key);
    }
    return [
      exactly('commands refused', stages.length * commands.length, found.refused),
      exactly('keys made', 0, found.made),
      exactly('refusals that do not name the file', 0, found.unnamed),
      exactly('problems once the key is back', 0, (await problemsOf(trial)).length),
    ];
  },
};

async function reach(stage: (typeof stages)[number], trial: Trial): Promise<void> {
  const { settings } = trial;
  if (stage === 'a first account') await inboxCommand(trial, 'staff', 'add', 'kim');
  else if (stage === 'a backup') await inboxCommand(trial, 'backup', `${settings['INBOX_KEY_FILE']!}.copy.sqlite`);
  else
    await withInbox(trial, async (inbox) => {
      if (stage !== 'all submissions erased') await fill(inbox, 3);
      else
        await eraseSubmissions(
          { ...inbox, mailFolder: `${settings['INBOX_KEY_FILE']!}.mail` },
          await inbox.store.list({ limit: 100 }),
          { at: '2027-01-15T12:00:00.000Z', actor: 'command line' },
        );
    });
}
