import { declareOversize, lieAboutLength, sendOversizeInChunks } from '../../tests/inbox/support/oversize.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { memoryOf } from '../support/process-usage.ts';
import { atMost, exactly, type Row } from './row.ts';
import { storedIds } from './stored.ts';

const atOnce = 20;

export const row: Row = {
  id: 'A3',
  claim: 'Bodies too large, declared, in chunks and lying about their length: refused, never held',
  async run(trial) {
    const { address, process } = await startInbox(
      trial.folder,
      { ...trial.settings, LOG_LEVEL: 'silent' },
      trial.atEnd,
    );
    const times = trial.share(200);
    const many = async <T>(send: (to: URL) => Promise<T>): Promise<T[]> => {
      const all: T[] = [];
      while (all.length < times)
        all.push(
          ...(await Promise.all(Array.from({ length: Math.min(atOnce, times - all.length) }, () => send(address)))),
        );
      return all;
    };
    const [declared, chunked, lying] = [
      await many(declareOversize),
      await many(sendOversizeInChunks),
      await many(lieAboutLength),
    ];
    const is413 = ({ answer }: { answer: string }) => /^HTTP\/1\.1 413 [\s\S]*FILES_TOO_BIG/.test(answer);
    return [
      exactly('413 to what is declared too large', times, declared.filter(is413).length),
      exactly('413 to chunks that grow too large', times, chunked.filter(is413).length),
      exactly(
        '4xx to what is longer than it says',
        times,
        lying.filter(({ answer }) => answer.startsWith('HTTP/1.1 4')).length,
      ),
      exactly('second answers to it of 2xx', 0, lying.filter(({ answer }) => /HTTP\/1\.1 [23]/.test(answer)).length),
      atMost('most memory of the server, MB', 268, memoryOf(process.pid!).peak),
      exactly('rows', 0, (await storedIds(trial)).length),
    ];
  },
};
