/** Imported before all else by the inbox's programs: modules take values of the site's configuration as they load. */
import { site } from '#site';
import { siteConfigFault } from '#src/schemas/site-config.ts';

const fault = siteConfigFault(site);
if (fault !== undefined) {
  process.stderr.write(`Mend this first, then try again:\n\n${fault}\n`);
  process.exit(1);
}
