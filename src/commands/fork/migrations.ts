import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One change of content that a release of the engine needs. */
export interface Migration {
  /** The release that needs it. It runs in a fork that comes from an earlier one. */
  version: string;
  /** What it does, for the report: "Rename `tags` to `topics` in articles". */
  title: string;
  /** Changes files below the folder, and returns a line for each that it changed, or that its team must change by hand. */
  run: (folder: string) => string[];
}

/** In the order of their releases. Add one here with every release that asks for other content; CHANGELOG.md names it. */
export const migrations: readonly Migration[] = [
  {
    version: '2.0.0',
    title: 'Say in mails what the inbox does now',
    run: (folder) => [
      ...['receipt-mentee', 'receipt-mentor'].flatMap((name) => addSentBefore(folder, `content/mail/${name}.md`)),
      ...untrueSince2.flatMap(([name, words, why]) => {
        const path = `content/mail/${name}.md`;
        return readIn(folder, path)?.includes(words) ? [`${path} says “${words}”: ${why}`] : [];
      }),
    ],
  },
];

/** Words of mails in 1.0.0 that are no longer true, each with the reason. A team may have them still, or have words of its own. */
const untrueSince2: readonly [name: string, words: string, why: string][] = [
  ['notice', 'has sent the form', 'it also goes out when a mentor writes with a no. Change it by hand.'],
  ['met-yet-ask', 'One tap', 'the page asks for a box and a button. Change it by hand.'],
  ['met-yet-mentor', 'One tap', 'the page asks for a box and a button. Change it by hand.'],
  ['times-reminder-ask', 'takes one tap', 'the page asks for a box and a button. Change it by hand.'],
];

const readIn = (folder: string, path: string): string | undefined =>
  existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined;

/** Puts the field that tells of an earlier application below the first paragraph after the greeting, where a receipt has none. */
function addSentBefore(folder: string, path: string): string[] {
  const text = readIn(folder, path);
  if (text === undefined || text.includes('{{sentBefore}}')) return [];
  const [head = '', greeting = '', first = '', ...rest] = text.split(/(?:\r?\n){2,}/);
  writeFileSync(join(folder, path), [head, greeting, first, '{{sentBefore}}', ...rest].join('\n\n'));
  return [`${path} has {{sentBefore}}, which tells whoever applied before that the first application counts.`];
}

/** Returns a number below, at or above 0 where one version comes before, with or after the other. */
function compareVersions(one: string, other: string): number {
  const [parts, others] = [one, other].map((version) => version.split('.').map(Number));
  return parts!.map((part, index) => part - others![index]!).find((difference) => difference !== 0) ?? 0;
}

/** Runs, in their order, the migrations of releases after a version, and returns a report. */
export function migrate(all: readonly Migration[], from: string, folder: string): string[] {
  return all
    .filter(({ version }) => compareVersions(version, from) > 0)
    .toSorted((one, other) => compareVersions(one.version, other.version))
    .flatMap(({ version, title, run }) => {
      const lines = run(folder);
      return [
        `${version}: ${title}${lines.length === 0 ? ' (nothing to do here)' : ''}`,
        ...lines.map((line) => `  ${line}`),
      ];
    });
}
