/** The inbox's programs import this first, because other modules read the site's configuration when they load. */
import { site } from '#site';
import { siteConfigFault } from '#src/site-schema.ts';

const fault = siteConfigFault(site);
if (fault !== undefined) {
  process.stderr.write(`Mend this first, then try again:\n\n${fault}\n`);
  process.exit(1);
}
