import { createHash } from 'node:crypto';
import { rehearsalMarkup, rehearsalScript } from '#src/rehearsal.ts';
import type { Clock } from '../clock.ts';
import type { Encoding, SiteFile, SiteFiles } from './site-files.ts';

/** For the content security policy of a rehearsed page. */
export const rehearsalHash = `sha256-${createHash('sha256').update(rehearsalScript).digest('base64')}`;

/** The site's files, its pages living at the instant of a rehearsal: made for each request, kept by nobody. */
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
