import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { startInbox } from '../support/inbox-process.ts';
import {
  askThrough,
  logInThrough,
  metricsToken,
  nginxBelow,
  proxies,
  settingsBehindProxy,
  type Proxy,
} from './support/proxies.ts';
import { hashed, password } from './support/staff.ts';

const state = mkdtempSync(join(tmpdir(), 'proxies-'));
const ends: (() => void)[] = [];
afterAll(() => {
  ends.forEach((end) => end());
  rmSync(state, { recursive: true, force: true });
});

async function startServer(folder = state, changes: Record<string, string> = {}): Promise<URL> {
  const settings = {
    ...settingsBehindProxy,
    INBOX_DATABASE: `file:${join(folder, 'data/inbox.sqlite')}`,
    INBOX_KEY_FILE: join(folder, 'keys/inbox.key'),
    ...changes,
  };
  const { store } = await openInbox(readConfig(settings));
  for (const { name } of proxies)
    await store.addStaff({ name, role: 'officer', password: hashed, createdAt: '', disabledAt: null });
  await store.close();
  return (await startInbox(folder, settings, (end) => ends.push(end))).address;
}

let server: Promise<URL> | undefined;

const describeBehind = (proxy: Proxy, place: string, tests: () => void) => {
  const title = `${place} ${proxy.name} as docs/running.md has it`;
  describe.skipIf(!proxy.isHere)(proxy.isHere ? title : `${title} (apt-get install ${proxy.package} runs it)`, tests);
};

for (const proxy of proxies) {
  describeBehind(proxy, 'behind', () => {
    let started: Promise<URL> | undefined;
    const address = async () =>
      (started ??= proxy.start(join(state, proxy.name), await (server ??= startServer()), (end) => ends.push(end)));

    it('staff log in, and their pages open', async () => {
      const response = await logInThrough(await address(), proxy.name, password);
      expect([response.status, response.headers.location]).toEqual([303, '/inbox/']);
      const Cookie = response.headers['set-cookie']!.map((each) => each.split(';')[0]).join('; ');
      expect((await askThrough(await address(), 'GET', '/inbox/', { Cookie })).status).toBe(200);
    });

    it('another site’s page cannot log in', async () => {
      const response = await logInThrough(await address(), proxy.name, password, { Origin: 'https://evil.example' });
      expect(response.status).toBe(403);
    });

    it('guesses are counted by the visitor’s own address, not by one they name', async () => {
      const statuses = [];
      for (let guess = 0; guess < 6; guess += 1) {
        const named = { 'X-Forwarded-For': `203.0.113.${guess}` };
        statuses.push((await logInThrough(await address(), `unknown-${proxy.name}`, 'guessed', named)).status);
      }
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    });

    it('the page on which somebody asks for a new link opens', async () => {
      expect((await askThrough(await address(), 'GET', '/my/')).status).toBe(200);
    });

    it('health checks pass', async () => {
      expect((await askThrough(await address(), 'GET', '/readyz')).status).toBe(200);
    });

    it('metrics open only to requests with the token', async () => {
      expect((await askThrough(await address(), 'GET', '/metrics')).status).toBeGreaterThanOrEqual(401);
      const Authorization = `Bearer ${metricsToken}`;
      const open = await askThrough(await address(), 'GET', '/metrics', { Authorization });
      expect([open.status, open.text]).toEqual([200, expect.stringContaining('inbox_database_ready 1')]);
    });
  });
}

describeBehind(nginxBelow, 'below a path behind', () => {
  it('staff log in, their pages open, and nothing else of the host is ours', async () => {
    const folder = join(state, 'below');
    const server = await startServer(folder, { SITE_URL: 'https://mentoring.example.ac.uk/mentoring/' });
    const address = await nginxBelow.start(join(state, 'below-nginx'), server, (end) => ends.push(end));
    const ask = async (path: string, headers = {}) => (await askThrough(address, 'GET', path, headers)).status;
    expect(await Promise.all(['/mentoring/readyz', '/mentoring/my/', '/readyz'].map((path) => ask(path)))).toEqual([
      ...[200, 200, 404],
    ]);
    const response = await logInThrough(address, 'nginx', password, {}, '/mentoring');
    expect([response.status, response.headers.location]).toEqual([303, '/mentoring/inbox/']);
    const Cookie = response.headers['set-cookie']!.map((each) => each.split(';')[0]).join('; ');
    expect(await ask('/mentoring/inbox/', { Cookie })).toBe(200);
  });
});
