import { startInbox } from '../../tests/support/inbox-process.ts';
import { atMost, exactly, type Row } from './row.ts';
import { addStaff, logIn, password } from './staff-of.ts';

const networks = 500;
/** Wrong attempts in an hour after which an account counts as attacked; from then on each network has one more attempt. */
const beforeAttack = 50;

export const row: Row = {
  id: 'K9',
  claim: '10,000 wrong guesses from 500 networks: the owner gets in, on a browser of before and on a new one',
  async run(trial) {
    await addStaff(trial, ['owner'], 'officer');
    const settings = { ...trial.settings, INBOX_TRUSTED_PROXIES: '127.0.0.0/8', LOG_LEVEL: 'silent' };
    const { address } = await startInbox(trial.folder, settings, trial.atEnd);
    const first = await logIn(address, 'owner', password, '203.0.113.1');
    const cookie = first.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const guesses = trial.share(10_000);
    const used = Math.min(networks, guesses);
    const statuses: number[] = [];
    let next = 0;
    const work = async () => {
      while (next < guesses) {
        const network = next++ % used;
        const response = await logIn(address, 'owner', 'guess', `100.64.${network >> 8}.${network & 255}`);
        await response.arrayBuffer();
        statuses.push(response.status);
      }
    };
    await Promise.all(Array.from({ length: 32 }, work));
    const known = await logIn(address, 'owner', password, '203.0.113.1', cookie);
    const fresh = await logIn(address, 'owner', password, '203.0.113.2');
    return [
      exactly('answers neither 401 nor 429', 0, statuses.filter((status) => status !== 401 && status !== 429).length),
      atMost('guesses answered', beforeAttack + used, statuses.filter((status) => status === 401).length),
      exactly('owner on a browser of before: 303', 303, known.status),
      exactly('owner on a new browser: 303', 303, fresh.status),
    ];
  },
};
