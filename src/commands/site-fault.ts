import { site } from '#site';
import { siteConfigFault } from '#src/schemas/site-config.ts';
import { missingFiles } from './content/needed-files.ts';
import { root } from './root.ts';

/** All that keeps the site from being built or checked at all, in words; undefined when nothing does. */
export function siteFault(): string | undefined {
  const faults = [siteConfigFault(site), ...missingFiles(root)].filter((fault) => fault !== undefined);
  return faults.length === 0 ? undefined : faults.join('\n');
}
