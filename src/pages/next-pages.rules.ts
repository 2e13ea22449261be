import type { APIRoute } from 'astro';
import { formPath, siteForms } from '#forms/scheme-paths.ts';
import { baseOf } from '../address.ts';
import { serverFolders } from '../server-folders.ts';

/**
 * Speculation rules: a page that the reader is about to open is fetched while the pointer rests on its link, or the finger comes down
 * (https://wicg.github.io/nav-speculation/speculation-rules.html). Nothing is fetched that a person's own answers stand in, that counts what is
 * asked, or that a form is on. Pages are fetched and not yet run, so that no script sends what waits on the device.
 */
export const GET: APIRoute = ({ site }) => {
  const base = baseOf(site!);
  const never = [...siteForms.map(formPath), '/sent/', ...serverFolders.map((folder) => `/${folder}/*`), '/search/'];
  const rules = {
    prefetch: [
      {
        where: {
          and: [
            { href_matches: `${base}/*` },
            { not: { href_matches: never.map((path) => `${base}${path}`) } },
            { not: { href_matches: `${base}/*\\?(.+)` } },
            { not: { href_matches: `${base}/*.*` } },
          ],
        },
        eagerness: 'moderate',
      },
    ],
  };
  return new Response(JSON.stringify(rules));
};
