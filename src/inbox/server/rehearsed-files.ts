import { createHash } from 'node:crypto';
import { rehearsalMarkup, rehearsalScript } from '#src/rehearsal.ts';
import type { Clock } from '../clock.ts';
import type { Encoding, SiteFile, SiteFiles } from './site-files.ts';

/** The hash of the rehearsal script for the content security policy. */
export const rehearsalHash = `sha256-${createHash('sha256').update(rehearsalScript).digest('base64')}`;

/**
 * Returns the site's files with pages set to the instant of the rehearsal. They are made for each request and never
 * cached.
 */
export function rehearsedFiles(files: Pick<SiteFiles, 'get'>, clock: Clock): Pick<SiteFiles, 'get'> {
  return {
    async get(path: string, encoding: Encoding): Promise<SiteFile | undefined> {
      if (!path.endsWith('.html')) return files.get(path, encoding);
      const file = encoding === 'identity' ? await files.get(path, encoding) : undefined;
      if (!file) return undefined;
      const html = new TextDecoder().decode(file.body).replace('<head>', `$&${rehearsalMarkup(clock())}`);
      return {
        ...file,
        body: new TextEncoder().encode(html),
        headers: { ...file.headers, 'Cache-Control': 'no-store' },
      };
    },
  };
}
