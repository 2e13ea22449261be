import { join } from 'node:path';
import {
  askThrough,
  logInThrough,
  metricsToken,
  proxies,
  settingsBehindProxy,
} from '../../tests/inbox/support/proxies.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { exactly, NotRun, type Count, type Row } from './row.ts';
import { addStaff, password } from './staff-of.ts';

export const row: Row = {
  id: 'K10',
  claim: 'nginx, Caddy and HAProxy as docs/running.md has them: login, health check, metrics',
  async run(trial) {
    const here = proxies.filter(({ isHere }) => isHere);
    if (here.length === 0)
      throw new NotRun(`none is installed: apt-get install ${proxies.map((proxy) => proxy.package).join(' ')}`);
    await addStaff(trial, ['owner'], 'officer');
    const settings = { ...trial.settings, ...settingsBehindProxy, LOG_LEVEL: 'silent' };
    const { address } = await startInbox(trial.folder, settings, trial.atEnd);
    const counts: Count[] = [];
    const token = { Authorization: `Bearer ${metricsToken}` };
    for (const { name, start } of here) {
      const proxy = await start(join(trial.folder, name), address, trial.atEnd);
      const login = await logInThrough(proxy, 'owner', password);
      const health = await askThrough(proxy, 'GET', '/readyz');
      const metrics = await askThrough(proxy, 'GET', '/metrics', token);
      const closed = await askThrough(proxy, 'GET', '/metrics');
      counts.push(
        exactly(`${name}: login`, 303, login.status),
        exactly(`${name}: health check`, 200, health.status),
        exactly(`${name}: metrics with the token`, 200, metrics.status),
        exactly(`${name}: metrics without it are open`, 0, closed.status === 200 ? 1 : 0),
      );
    }
    for (const { name, package: debian, isHere } of proxies)
      if (!isHere) counts.push(exactly(`${name} is not installed (apt-get install ${debian})`, 1, 0));
    return counts;
  },
};
