import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { HarmWeights } from '../query/harm-likeness.ts';
import { supportMatcher, type SupportSource } from '../query/support.ts';
import type { AskedTask } from '../query/tasks.ts';
import { learnHarm, type HarmExamples } from './learn-harm.ts';
import { readQuestions } from './questions.ts';

const examplesFile = join(import.meta.dirname, 'harm-examples.yaml');

/** Reads the examples of harm. */
export const readHarmExamples = () => parse(readFileSync(examplesFile, 'utf8')) as HarmExamples;

/**
 * Learns from the examples which words tell of harm on this site. What people ask for its pages and tasks is ordinary, except where a rule of
 * `content/support.yaml` knows it for harm.
 * @param root the folder that holds the site's `content/`
 */
export function readHarmWeights(root: string): HarmWeights {
  const read = (path: string): unknown => parse(readFileSync(join(root, 'content', path), 'utf8'));
  const source = read('support.yaml') as SupportSource;
  const examples = readHarmExamples();
  const told = supportMatcher(source);
  const asked = [
    ...[...readQuestions(root).values()].flatMap((questions) => Object.values(questions).flat()),
    ...(read('tasks.yaml') as AskedTask[]).flatMap((task) => task.asked),
  ];
  const ordinary = [...new Set(asked)].filter((question) => told(question).kinds.length === 0);
  return learnHarm(source, { ...examples, neither: [...examples.neither, ...ordinary] });
}
