import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { site } from '#site';
import { siteConfigFault, type SiteConfig } from '#src/site-schema.ts';
import { siteRoot } from './root.ts';

/** Returns what stops every build and check (a faulty configuration or missing files) in words; undefined when nothing does. */
export function siteFault(): string | undefined {
  const fault = siteConfigFault(site);
  if (fault !== undefined) return fault;
  const missing = missingFiles(siteRoot, site);
  return missing.length === 0 ? undefined : missing.join('\n');
}

/** Returns the content files that the site needs, each with its purpose. All other files are optional. */
const needed = ({ schemes: { mentoring, question, mentors } }: SiteConfig): Readonly<Record<string, string>> => ({
  ...(mentoring && {
    [`content/pages/${mentoring.page}.mdx`]: `It says how “${mentoring.name}” works, and pages lead there.`,
  }),
  ...(question && {
    [`content/pages/${question.page}.mdx`]: `It is the text of “${question.name}”, above its form.`,
  }),
  ...(mentors && { [`content/pages/${mentors.page}.mdx`]: 'It says what mentors do, and pages lead there.' }),
  'content/pages/contact.mdx': 'Forms and messages send people there who have a problem.',
  'content/pages/privacy.mdx': 'Each form says that it tells what happens to the answers.',
  'content/pages/support.mdx':
    'It is what the search shows someone who may be in danger: whom to call, and who listens.',
  'content/pages/treated-badly.mdx': 'It is what the search shows someone whom somebody treats badly: whom to tell.',
  'content/support.yaml': 'It holds the words by which the search knows that someone may be in danger.',
  'content/tasks.yaml':
    'It holds what the search answers above its results; an empty list, [], where it answers nothing.',
});

/** Returns a sentence for each missing file, with what to do. */
export const missingFiles = (root: string, config: SiteConfig): string[] =>
  Object.entries(needed(config))
    .filter(([path]) => !existsSync(join(root, path)))
    .map(([path, use]) => `${path} is missing. ${use} Take the one that the site came with, and make it your own.`);
