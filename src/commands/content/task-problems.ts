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

type Tasks = ReturnType<typeof tasksSchema.parse>;

/**
 * Returns the problems of the tasks that the search answers, and, apart from them, the phrases that lead to another task, a sentence each. A site's
 * names may bring two tasks near each other, such as a scheme that is called Mentoring: its team has nothing to mend before it can publish.
 */
export function taskFindings(
  places: LinkTargets,
  text = readFileSync(join(siteRoot, PATH), 'utf8'),
): { problems: string[]; advice: string[] } {
  const { data, faults } = read(PATH, text);
  if (faults.length > 0) return { problems: faults.map(inWords), advice: [] };
  const parsed = tasksSchema.safeParse(data);
  if (!parsed.success)
    return { problems: parsed.error.issues.map((issue) => fieldSentence(issue, data, [])), advice: [] };
  const lost = parsed.data.flatMap(({ id, href }) => {
    const why = lostLink(href, places);
    return why === undefined ? [] : [`${id} ${why}`];
  });
  return { problems: lost, advice: misled(parsed.data) };
}

function misled(tasks: Tasks): string[] {
  const taskOf = taskMatcher({ tasks: inStems(tasks), counts: [], questions: 0 });
  return tasks.flatMap(({ id, asked }) =>
    asked.flatMap((phrase) => {
      const { answer: other } = taskOf(phrase);
      return other?.id === id
        ? []
        : [`“${phrase}” of ${id} leads to ${other?.id ?? 'no task'}; say it in other words.`];
    }),
  );
}
