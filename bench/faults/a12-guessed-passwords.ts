import { startInbox } from '../../tests/support/inbox-process.ts';
import { atMost, exactly, type Row } from './row.ts';
import { addStaff, logIn } from './staff-of.ts';

/**
 * The tries that the throttle allows one network, and one account, in an hour; the first minute's share may count
 * twice.
 */
const mostOfNetwork = 100;
const mostOfAccount = 20;
const compared = 60;

export const row: Row = {
  id: 'A12',
  claim: '10,000 login guesses: throttled by network and by account; unknown and known names alike in answer and time',
  async run(trial) {
    const names = Array.from({ length: compared }, (_, index) => `known${index}`);
    await addStaff(trial, names, 'officer');
    const settings = { ...trial.settings, INBOX_TRUSTED_PROXIES: '127.0.0.0/8', LOG_LEVEL: 'silent' };
    const { address } = await startInbox(trial.folder, settings, trial.atEnd);
    const known: Guess[] = [];
    const unknown: Guess[] = [];
    // Alternates, so that other load on the machine affects both alike; each comes from an address of its own.
    for (const [index, name] of names.entries()) {
      known.push(await guess(address, name, `203.0.${index}.1`));
      unknown.push(await guess(address, name.replace('known', 'other'), `203.0.${index}.2`));
    }
    const count = trial.share(5_000);
    const ofNetwork = await many(count, (n) => logIn(address, `name${n}`, 'guess', '198.51.100.7'));
    const ofAccount = await many(count, (n) =>
      logIn(address, 'root', 'guess', `100.${n >> 16}.${(n >> 8) & 255}.${n & 255}`),
    );
    const through = (statuses: readonly number[]) => statuses.filter((status) => status === 401).length;
    const wrong = [...ofNetwork, ...ofAccount].filter((status) => status !== 401 && status !== 429);
    const answers = new Set([...known, ...unknown].map(({ answer }) => answer));
    const ratio = median(known) / median(unknown);
    return [
      atMost('guesses that one network had answered', mostOfNetwork, through(ofNetwork)),
      atMost('guesses that one account had answered', mostOfAccount, through(ofAccount)),
      exactly('answers neither 401 nor 429', 0, wrong.length),
      exactly('different answers to known and unknown names', 1, answers.size),
      atMost('time of the one ÷ the other, whichever is longer', 1.15, Math.max(ratio, 1 / ratio)),
    ];
  },
};

interface Guess {
  answer: string;
  ms: number;
}

async function guess(address: URL, name: string, from: string): Promise<Guess> {
  const started = performance.now();
  const response = await logIn(address, name, 'not the password', from);
  const text = await response.text();
  // The page repeats what was typed.
  return { answer: `${response.status} ${text.replaceAll(name, 'NAME')}`, ms: performance.now() - started };
}

const median = (guesses: readonly Guess[]) => guesses.map(({ ms }) => ms).sort((a, b) => a - b)[guesses.length >> 1]!;

async function many(count: number, send: (n: number) => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const response = await send(next++);
      await response.arrayBuffer();
      statuses.push(response.status);
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
  return statuses;
}
