/** Measures how many files of the built site our server sends a second, beside nginx. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { buildSite, isBuilt } from '../src/commands/build-site.ts';
import { packInbox } from '../src/commands/pack-inbox.ts';
import { root } from '../src/commands/root.ts';
import { startInbox } from '../tests/support/inbox-process.ts';
import { startNginx } from './static/nginx.ts';
import { findProgram, type Program } from './support/debian.ts';
import { scoped } from './support/scope.ts';
import { judge, median, round } from './support/table.ts';

export const summary =
  'Files of the site a second beside nginx, one worker each, the same compressed twins: [--seconds 5] [--rounds 3]';

const execute = promisify(execFile);
const paths = ['/guidance/virtual-mentoring/', '/', '/icon.svg'];

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { seconds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '3' } },
  });
  if (!isBuilt() && (await buildSite()) !== 0) throw new Error('The site could not be built.');
  await scoped('static', async (scope) => {
    const client = await findProgram('wrk', ['wrk', 'libluajit-5.1-2', 'libluajit-5.1-common']);
    const peer = await startNginx(scope, join(root, 'dist'));
    if (!client || !peer) {
      console.log(`Not run: there is no ${client ? 'nginx' : 'wrk'} on this machine, and Debian's cannot be had.`);
      return;
    }
    const inbox = await startInbox(
      scope.folder,
      { SITE_FOLDER: 'dist', LOG_LEVEL: 'error', CLOCK: '' },
      scope.atEnd,
      await packInbox(),
    );
    const found: Record<string, { ours: number; nginx: number; '÷ nginx': number }> = {};
    for (const path of paths) {
      const [ours, nginx]: number[][] = [[], []];
      for (let turn = 0; turn < Number(values.rounds); turn += 1) {
        ours!.push(await perSecond(client, new URL(path, inbox.address), values.seconds));
        nginx!.push(await perSecond(client, new URL(path, peer), values.seconds));
      }
      const [our, their] = [median(ours!), median(nginx!)];
      found[path] = { ours: Math.round(our), nginx: Math.round(their), '÷ nginx': round(our / their) };
    }
    console.log(`Requests a second on 64 connections, gzip, median of ${values.rounds}:`);
    console.table(found);
    judge('an article ÷ nginx', found[paths[0]!]!['÷ nginx'], '≥', 0.3);
  });
}

async function perSecond({ path, env }: Program, url: URL, seconds: string): Promise<number> {
  const words = ['-t1', '-c64', `-d${seconds}s`, '-H', 'Accept-Encoding: gzip', url.href];
  const { stdout } = await execute(path, words, { env: { ...process.env, ...env } });
  if (stdout.includes('Non-2xx')) throw new Error(`${url.href} was not answered with 200:\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}
