import { site } from '#site';
import { siteConfigFault } from '#src/site-schema.ts';
import { missingFiles } from './needed-files.ts';
import { siteRoot } from './root.ts';

/** Returns what stops every build and check (a faulty configuration or missing files) in words; undefined when nothing does. */
export function siteFault(): string | undefined {
  const fault = siteConfigFault(site);
  if (fault !== undefined) return fault;
  const missing = missingFiles(siteRoot, site);
  return missing.length === 0 ? undefined : missing.join('\n');
}
