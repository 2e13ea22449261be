import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../read-yaml.ts';
import type { HarmWeights } from '../query/harm-likeness.ts';
import type { SupportSource } from '../query/support.ts';
import { learnHarm, type HarmExamples } from './learn-harm.ts';
import { allQuestions, readTasks } from '../index/questions.ts';

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
  const source = readYaml(join(root, 'content/support.yaml')) as SupportSource;
  const asked = [...allQuestions(root), ...readTasks(root).flatMap((task) => task.asked)];
  return learnHarm(source, readHarmExamples(), new Set(asked));
}
