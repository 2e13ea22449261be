/**
 * `npm run learn`: learns which words tell of harm, from the engine's examples and from what people ask for this site's pages and tasks, which is
 * ordinary. It writes the weights that the search has; run it after a change of the examples.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFolder } from '#site-folder';
import { readYaml } from '../read-yaml.ts';
import { allQuestions, readTasks } from '../search/index/questions.ts';
import { hashOfExamples, readHarmExamples } from '../search/learning/harm-examples.ts';
import { learnHarm } from '../search/learning/learn-harm.ts';
import type { SupportSource } from '../search/query/support.ts';
import { learnedWeights } from './fork/places.ts';
import { readOptions } from './read-options.ts';
import { root } from './root.ts';

readOptions('npm run learn', {});

const site = join(root, siteFolder);
const source = readYaml(join(site, 'content/support.yaml')) as SupportSource;
const asked = [...allQuestions(site), ...readTasks(site).flatMap((task) => task.asked)];
const examples = readHarmExamples();
const weights = learnHarm(source, examples, new Set(asked));
const learned = { learnedFrom: hashOfExamples(examples), ...weights };
writeFileSync(join(root, learnedWeights), `${JSON.stringify(learned)}\n`);
const count = Object.values(examples).flat().length;
console.log(
  `Learned ${weights.danger.length} words, pairs and families from ${count} examples and ${asked.length} questions.`,
);
