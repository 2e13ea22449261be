import './refuse-faulty-site.ts';
import '../inbox/server/small-heap.ts';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSite, isBuilt } from './build-site.ts';
import { packInbox } from './pack-inbox.ts';
import { readOptions } from './read-options.ts';
import { root } from './root.ts';

readOptions('npm start\nHOST and PORT in the environment say where it listens.', {});

const host = process.env['HOST'] ?? 'localhost';
const port = Number(process.env['PORT'] ?? 4321);

/** True when the port is not in use. The server itself reports other problems of the address. */
function isFree(): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
  probe.listen({ host, port: Number.isInteger(port) && port < 65_536 ? port : 0 }, () =>
    probe.close(() => resolve(true)),
  );
  return promise;
}

if (!(await isFree())) {
  console.error(`Port ${port} is in use. Stop the other program, or choose another port: PORT=${port + 1} npm start`);
  process.exit(1);
}
if (!isBuilt()) {
  console.log('Building the site …');
  const code = await buildSite();
  if (code !== 0) process.exit(code);
}
const inbox = await packInbox().catch((error: unknown) => {
  console.warn(`${String(error)}\nIt starts from its sources, and takes more memory.`);
  return join(root, 'src/inbox/main.ts');
});
await import(pathToFileURL(inbox).href);
