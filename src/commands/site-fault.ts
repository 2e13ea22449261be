import { site } from '#site';
import { siteConfigFault } from '#src/schemas/site-config.ts';
import { missingFiles } from './content/needed-files.ts';
import { root } from './root.ts';

/** All that keeps the site from being built or checked at all, in words; undefined when nothing does. Files are asked for by the configuration. */
export function siteFault(): string | undefined {
  const fault = siteConfigFault(site);
  if (fault !== undefined) return fault;
  const missing = missingFiles(root, site);
  return missing.length === 0 ? undefined : missing.join('\n');
}
