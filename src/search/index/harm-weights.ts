import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { HarmWeights } from '../query/harm-likeness.ts';
import type { SupportSource } from '../query/support.ts';
import type { AskedTask } from '../query/tasks.ts';
import { learnHarm, type HarmExamples } from './learn-harm.ts';
import { readQuestions } from './questions.ts';

/** Has a text file of each kind, one query a line; its README says where they come from. */
const examplesFolder = join(import.meta.dirname, 'harm-examples');

/** Reads the examples of harm. */
export function readHarmExamples(): HarmExamples {
  const read = (kind: string) =>
    readFileSync(join(examplesFolder, `${kind}.txt`), 'utf8')
      .split('\n')
      .filter(Boolean);
  return { danger: read('danger'), behaviour: read('behaviour'), neither: read('neither') };
}

/**
 * Learns from the examples, and from what people ask for the site's own pages and tasks, which words tell of harm on this site.
 * @param root the folder that holds the site's `content/`
 */
export function readHarmWeights(root: string): HarmWeights {
  const read = (path: string): unknown => parse(readFileSync(join(root, 'content', path), 'utf8'));
  const asked = [
    ...[...readQuestions(root).values()].flatMap((questions) => Object.values(questions).flat()),
    ...(read('tasks.yaml') as AskedTask[]).flatMap((task) => task.asked),
  ];
  return learnHarm(read('support.yaml') as SupportSource, readHarmExamples(), new Set(asked));
}
