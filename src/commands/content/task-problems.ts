import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tasksSchema } from '../../schemas/task.ts';
import { inStems, taskMatcher } from '#search/query/tasks.ts';
import { siteRoot } from '../root.ts';
import { fieldSentence } from './field-sentence.ts';
import { read } from './files.ts';
import { inWords } from './finding.ts';
import { lostLink, type LinkTargets } from './lost-link.ts';

const PATH = 'content/tasks.yaml';

/** Returns the problems of the tasks that the search answers, a sentence each. */
export function taskProblems(places: LinkTargets, text = readFileSync(join(siteRoot, PATH), 'utf8')): string[] {
  const { data, faults } = read(PATH, text);
  if (faults.length > 0) return faults.map((fault) => `${PATH}: ${inWords(fault)}`);
  const parsed = tasksSchema.safeParse(data);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${PATH}: ${fieldSentence(issue, data, [])}`);
  const taskOf = taskMatcher({ tasks: inStems(parsed.data), counts: [], questions: 0 });
  return parsed.data.flatMap(({ id, href, asked: phrases }) => {
    const lost = lostLink(href, places);
    const led = phrases.flatMap((phrase) => {
      const { answer: other } = taskOf(phrase);
      return other?.id === id
        ? []
        : [`“${phrase}” of ${id} leads to ${other?.id ?? 'no task'}; say it in other words.`];
    });
    return [...(lost === undefined ? [] : [`${id} ${lost}`]), ...led].map((problem) => `${PATH}: ${problem}`);
  });
}
