import { smuggle, smuggling } from '../../tests/inbox/support/smuggling.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { exactly, type Row } from './row.ts';
import { storedIds } from './stored.ts';

export const row: Row = {
  id: 'A5',
  claim: 'Requests that hide a second one behind an ambiguous length: none accepted',
  async run(trial) {
    const { address } = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'silent' }, trial.atEnd);
    const answers = await Promise.all(smuggling.map((head) => smuggle(address, head)));
    const statuses = answers.map((answer) => [...answer.matchAll(/HTTP\/1\.1 (\d)/g)].map(([, digit]) => digit));
    return [
      exactly('refused with 4xx', smuggling.length, statuses.filter(([first]) => first === '4').length),
      exactly('connections with more than one answer', 0, statuses.filter(({ length }) => length > 1).length),
      exactly('hidden submissions stored', 0, (await storedIds(trial)).length),
    ];
  },
};
