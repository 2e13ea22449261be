import { chromium, type BrowserContext } from '@playwright/test';
import { join } from 'node:path';
import { buildSite, isBuilt } from '../../src/commands/build-site.ts';
import { browserForTests, isRoot } from '../../tests/support/browser.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import type { Trial } from './row.ts';

/** Not `dist/`, which holds the site of `content/`. */
const built = { folder: '.cache/bench/site' };

/**
 * Serves the built site with an inbox and returns its origin. Service workers and storage need the host name localhost.
 */
export async function startSite({ folder, settings, atEnd }: Trial): Promise<string> {
  if (!isBuilt(built) && (await buildSite(built)) !== 0) throw new Error('The site could not be built.');
  const inbox = await startInbox(folder, { ...settings, SITE_FOLDER: built.folder, HOST: 'localhost' }, atEnd);
  return inbox.address.origin;
}

/** Opens a browser that stores its data in the row's folder, as a person's does. */
export const openBrowser = ({ folder }: Pick<Trial, 'folder'>): Promise<BrowserContext> =>
  chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: browserForTests()!,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    args: [...(isRoot() ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
