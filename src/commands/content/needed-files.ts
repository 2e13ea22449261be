import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Files of content that pages are made around, with what each is for. All else may be left out, and is then shown nowhere. */
const needed: Readonly<Record<string, string>> = {
  'content/pages/contact.mdx': 'Forms and messages send people there who have a problem.',
  'content/pages/privacy.mdx': 'Each form says that it tells what happens to the answers.',
  'content/pages/career-mentoring.mdx': 'It says how the Scheme works, and pages lead there.',
  'content/pages/mentors.mdx': 'It says what mentors do, and pages lead there.',
  'content/pages/support.mdx':
    'It is what the search shows someone who may be in danger: whom to call, and who listens.',
  'content/support.yaml': 'It holds the words by which the search knows that someone may be in danger.',
  'content/pages/ask-a-mentor.mdx': 'It is the text above the form for one question.',
};

/** A sentence for each file that is missing, with how to get one. */
export const missingFiles = (root: string): string[] =>
  Object.entries(needed)
    .filter(([path]) => !existsSync(join(root, path)))
    .map(([path, use]) => `${path} is missing. ${use} Take the one that the site came with, and make it your own.`);
