import { once } from 'node:events';
import type { RunningInbox } from '../../support/inbox-process.ts';
import { acknowledgedBy, postTo } from './post.ts';

interface Killing {
  start: () => Promise<RunningInbox>;
  kills: number;
  /** How many submissions are acknowledged before each kill. */
  perLife: number;
  senders: number;
}

/**
 * Starts an inbox on the same data again and again, and kills it while `senders` clients send without a pause. Returns
 * the acknowledged ids.
 */
export async function killUnderLoad({ start, kills, perLife, senders }: Killing): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let life = 1; life <= kills; life += 1) {
    const { process, address } = await start();
    const exit = once(process, 'exit');
    let isAlive = true;
    const send = async () => {
      while (isAlive) {
        const id = await acknowledgedBy(postTo(address));
        if (id !== undefined) acknowledged.push(id);
        if (acknowledged.length < perLife * life) continue;
        isAlive = false;
        process.kill('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: senders }, send));
    await exit;
  }
  return acknowledged;
}
