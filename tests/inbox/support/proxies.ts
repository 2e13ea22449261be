/** The proxies of docs/running.md, run as they stand there but for their ports. */
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import { isInstalled, nginxConfiguration, serve } from '../../support/web-server.ts';
import { root } from '../../../src/commands/root.ts';

/** What a proxy is given: where it may write, its port, the server's address. */
interface Place {
  folder: string;
  port: number;
  target: URL;
}

type AtEnd = (end: () => void) => void;

export interface Proxy {
  name: string;
  /** Debian's package. */
  package: string;
  isHere: boolean;
  start: (folder: string, target: URL, atEnd: AtEnd) => Promise<URL>;
}

/** The block of docs/running.md that begins with these lines. */
function documented(language: string, beginning: string): string {
  const text = readFileSync(join(root, 'docs/running.md'), 'utf8');
  const [, block] = text.split(`\`\`\`${language}\n${beginning}`);
  if (block === undefined) throw new Error(`docs/running.md has no block of ${language} that begins "${beginning}".`);
  return beginning + block.slice(0, block.indexOf('```'));
}

/** Puts one text in place of another that must be there. */
function swap(text: string, pairs: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return pairs.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    if (after === before) throw new Error(`The documented configuration lacks ${String(from)}:\n${before}`);
    return after;
  }, text);
}

function nginxConfig({ folder, port, target }: Place): string {
  const server = swap(documented('nginx', 'server {\n    listen 443 ssl;'), [
    ['listen 443 ssl', `listen 127.0.0.1:${port}`],
    [/ *ssl_certificate .*\n/, ''],
    [/ *ssl_certificate_key .*\n/, ''],
    [/\n}\n$/, `\n${documented('nginx', 'location ^~ /my/ {')}}\n`],
    [/127\.0\.0\.1:4321/g, target.host],
  ]);
  return nginxConfiguration(folder, server);
}

/** The server of the block for a site below a path. */
const nginxBelowConfig = ({ folder, port, target }: Place): string =>
  nginxConfiguration(
    folder,
    `server {
      listen 127.0.0.1:${port};
      server_name mentoring.example.ac.uk;
      ${swap(documented('nginx', 'location /mentoring/ {'), [['127.0.0.1:4321', target.host]])}
    }`,
  );

const caddyConfig = ({ port, target }: Place): string =>
  `{
    admin off
    auto_https off
  }
  ${swap(documented('caddy', 'mentoring.example.ac.uk {'), [
    ['mentoring.example.ac.uk', `http://mentoring.example.ac.uk:${port}`],
    ['127.0.0.1:4321', target.host],
  ])}`;

const haproxyConfig = ({ port, target }: Place): string =>
  `defaults
    log stderr format raw local0
    option log-health-checks
    timeout connect 2s
    timeout check 5s
    timeout client 10s
    timeout server 10s
  ${swap(documented('haproxy', 'frontend mentoring'), [
    [/bind :443 .*/, `bind 127.0.0.1:${port}`],
    // Marked down by the first check that fails.
    ['127.0.0.1:4321 check', `${target.host} check inter 100ms fall 1`],
  ])}`;

const proxy = (
  name: string,
  {
    package: debian,
    version,
    config,
    args,
    says,
  }: {
    package: string;
    version: string;
    config: (place: Place) => string;
    args: (file: string, folder: string) => string[];
    /** What it has said when it is ready. */
    says?: RegExp;
  },
): Proxy => ({
  name,
  package: debian,
  isHere: isInstalled(name, version),
  async start(folder, target, atEnd) {
    mkdirSync(folder, { recursive: true });
    const port = await freePort();
    const file = join(folder, 'configuration');
    writeFileSync(file, config({ folder, port, target }));
    return serve(name, args(file, folder), folder, port, atEnd, says);
  },
});

const nginx = (config: (place: Place) => string) =>
  proxy('nginx', {
    package: 'nginx-light',
    version: '-v',
    config,
    args: (file, folder) => ['-p', folder, '-c', file],
  });

/** nginx in front of a site below `/mentoring/`. */
export const nginxBelow = nginx(nginxBelowConfig);

export const proxies: readonly Proxy[] = [
  nginx(nginxConfig),
  proxy('caddy', {
    package: 'caddy',
    version: 'version',
    config: caddyConfig,
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  }),
  proxy('haproxy', {
    package: 'haproxy',
    version: '-v',
    config: haproxyConfig,
    args: (file) => ['-db', '-f', file],
    // It sends visitors to a server that it has not checked, and answers 503 by itself once a check failed.
    says: /Health check for server \S+ (succeeded|failed)/,
  }),
];

/** The address that browsers see; the proxy trusts nobody, the server trusts the proxy. */
const siteBehindProxy = 'https://mentoring.example.ac.uk';
export const metricsToken = 'a-token-of-more-than-32-characters-0123456789';
export const settingsBehindProxy = {
  SITE_URL: siteBehindProxy,
  INBOX_TRUSTED_PROXIES: '127.0.0.1',
  METRICS_TOKEN: metricsToken,
};

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Asks a proxy as a visitor does, from another address than the proxy's own. */
export async function askThrough(
  proxy: URL,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answered> {
  const sent = request(new URL(path, proxy), {
    method,
    localAddress: '127.0.0.2',
    agent: false,
    headers: { Host: 'mentoring.example.ac.uk', 'Content-Length': Buffer.byteLength(body), ...headers },
  });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { status: answer.statusCode!, headers: answer.headers, text };
}

/** Sends the login form as a browser on the site's own page does. */
export const logInThrough = (
  proxy: URL,
  name: string,
  password: string,
  headers: Record<string, string> = {},
  base = '',
) =>
  askThrough(
    proxy,
    'POST',
    `${base}/inbox/login/`,
    {
      Origin: siteBehindProxy,
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    String(new URLSearchParams({ name, password })),
  );
