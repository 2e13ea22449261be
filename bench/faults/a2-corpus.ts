import { corpus, jsonType, strayPaths } from '../../tests/inbox/support/abuse-corpus.ts';
import { formIds } from '../../tests/inbox/support/answers.ts';
import { keepsContract } from '../../tests/inbox/support/mutated-bodies.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { exactly, type Row } from './row.ts';
import { storedIds } from './stored.ts';

export const row: Row = {
  id: 'A2',
  claim: 'A fixed corpus of abuse, to every form: all 4xx, in words, nothing stored',
  async run(trial) {
    const inbox = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'silent' }, trial.atEnd);
    const url = (path: string) => new URL(path, inbox.address);
    const answers: Promise<Response>[] = [];
    for (const form of formIds)
      for (const { body, headers } of corpus)
        answers.push(fetch(url(`/f/${form}`), { method: 'POST', body: new Uint8Array(body), headers }));
    const strays = strayPaths.map((path) => fetch(url(path), { method: 'POST', body: '{}', headers: jsonType }));
    const responses = await Promise.all([...answers, ...strays]);
    const verdicts = await Promise.all(responses.slice(0, answers.length).map(keepsContract));
    return [
      exactly(
        'answers of 4xx',
        responses.length,
        responses.filter(({ status }) => status >= 400 && status < 500).length,
      ),
      exactly('answers outside the contract', 0, verdicts.filter((keeps) => !keeps).length),
      exactly('rows', 0, (await storedIds(trial)).length),
    ];
  },
};
