/** Memory of the server, idle and under requests for pages and with submissions. */
import { parseArgs } from 'node:util';
import { buildSite, isBuilt } from '../src/commands/build-site.ts';
import { answersOf } from '../tests/inbox/support/answers.ts';
import { startInbox } from '../tests/support/inbox-process.ts';
import { connectAll, postBytes } from './support/connections.ts';
import { memoryOf } from './support/process-usage.ts';
import { scoped } from './support/scope.ts';
import { judge, round } from './support/table.ts';

export const summary =
  'Memory of the server, idle and after many requests for pages and submissions: [--requests 100000]';

export const isOnStarter = true;

/** Not `dist/`, which holds the site of `content/`. */
const site = { folder: '.cache/bench/site' };
const connections = 64;
const portions = 10;
/** Of ten requests, one sends a form. */
const paths = [
  '/',
  '/guidance/',
  '/guidance/virtual-mentoring/',
  '/tips/',
  '/search/',
  '/icon.svg',
  '/about/',
  '/nowhere/',
  '/one-question/',
];

const rowOf = (requests: number, { own, now }: ReturnType<typeof memoryOf>) => ({
  requests,
  own: round(own),
  resident: round(now),
});

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { requests: { type: 'string', default: '100000' } } });
  if (!isBuilt(site) && (await buildSite(site)) !== 0) throw new Error('The site could not be built.');
  await scoped('memory', async ({ folder, atEnd }) => {
    const inbox = await startInbox(folder, { LOG_LEVEL: 'error', CLOCK: '', SITE_FOLDER: site.folder }, atEnd);
    const now = () => memoryOf(inbox.process.pid!);
    await settle();
    const requests = Number(values.requests);
    const rows = [rowOf(0, now())];
    const client = await connectAll(inbox.address, connections);
    atEnd(() => client.close());
    for (let portion = 1; portion <= portions; portion += 1) {
      let left = Math.round(requests / portions);
      const send = async () => {
        while (left > 0) await client.ask(requestOf(inbox.address, left--));
      };
      await Promise.all(Array.from({ length: connections }, send));
      rows.push(rowOf(Math.round((requests / portions) * portion), now()));
    }
    await settle();
    rows.push(rowOf(requests, now()));
    console.log(
      'Memory of the server: its own, and resident with the program’s file; the last line some seconds after the last request:',
    );
    console.table(rows);
    judge('its own idle, MB', rows[0]!.own, '≤', 80);
    judge('its own after all requests, MB', rows.at(-1)!.own, '≤', 80);
    judge('after all ÷ after half of the requests', rows.at(-2)!.own / rows[portions / 2]!.own, '≤', 1.1);
  });
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5_000));

function requestOf(address: URL, index: number): string {
  const path = paths[index % (paths.length + 1)];
  if (path === undefined) return postBytes(address, '/f/ask', answersOf('ask'));
  return `GET ${path} HTTP/1.1\r\nHost: ${address.host}\r\nAccept-Encoding: br\r\n\r\n`;
}
