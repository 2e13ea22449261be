import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../tests/support/free-port.ts';
import { findProgram } from '../support/debian.ts';
import type { Scope } from '../support/scope.ts';

/** Serves a folder and its compressed files with one nginx worker. Returns undefined when nginx is not installed. */
export async function startNginx({ folder, atEnd }: Scope, site: string): Promise<URL | undefined> {
  const program = await findProgram('nginx', ['nginx']);
  if (!program) return undefined;
  const home = join(folder, 'nginx');
  await mkdir(home, { recursive: true });
  const port = await freePort();
  const config = join(home, 'nginx.conf');
  await writeFile(config, configuration(home, site, port));
  const child = spawn(program.path, ['-p', home, '-c', config], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...program.env },
  });
  atEnd(() => child.kill('SIGTERM'));
  const address = new URL(`http://127.0.0.1:${port}`);
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    if (await fetch(address).catch(() => undefined)) return address;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nginx did not start.');
}

const configuration = (home: string, site: string, port: number) => `
daemon off;
worker_processes 1;
pid ${home}/pid;
error_log stderr crit;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  types { text/html html; text/javascript js; image/svg+xml svg; }
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=1000;
  client_body_temp_path ${home}/body;
  proxy_temp_path ${home}/proxy;
  fastcgi_temp_path ${home}/fastcgi;
  uwsgi_temp_path ${home}/uwsgi;
  scgi_temp_path ${home}/scgi;
  server {
    listen 127.0.0.1:${port};
    root ${site};
    gzip_static on;
    gzip_vary on;
    add_header X-Content-Type-Options nosniff;
    add_header Cache-Control "public, max-age=0, must-revalidate";
  }
}
`;
