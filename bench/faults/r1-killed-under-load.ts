import { killUnderLoad } from '../../tests/inbox/support/kill-under-load.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { atLeast, exactly, type Row } from './row.ts';
import { problemsOf, storedIds } from './stored.ts';

const perLife = 500;

export const row: Row = {
  id: 'R1',
  claim: 'SIGKILL under load, 16 writers: what was acknowledged is there, once',
  async run(trial) {
    const kills = trial.share(100);
    const start = () => startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'error' }, trial.atEnd);
    const acknowledged = await killUnderLoad({ start, kills, perLife, senders: 16 });
    const stored = await storedIds(trial);
    const ids = new Set(stored);
    return [
      exactly('kills', kills, kills),
      atLeast('acknowledged', kills * perLife, acknowledged.length),
      exactly('lost', 0, acknowledged.filter((id) => !ids.has(id)).length),
      exactly('doubled', 0, stored.length - ids.size),
      exactly('problems of the database, of what is sealed, of the audit', 0, (await problemsOf(trial)).length),
    ];
  },
};
