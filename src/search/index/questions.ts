import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { readYaml } from '../../read-yaml.ts';
import type { Task } from '../../schemas/task.ts';
import { ASKED_END, ASKED_ORDER, ASKED_SUFFIX } from '../markup.ts';
import { amongQuestions, inStems, type SearchedTasks } from '../query/tasks.ts';
import { signed } from '../query/stop-words.ts';
import { wordsOf } from '../query/words.ts';

/**
 * What people ask when they need a page or one of its sections: id of the section, or `page` → questions in their own words. They are
 * searched with the section and never shown.
 */
export type Questions = Readonly<Record<string, readonly string[]>>;

/** Folder of the questions: `guidance/first-meeting.yaml` is for `/guidance/first-meeting/`. */
export const QUESTIONS_FOLDER = 'content/questions';

/** Reads all questions of the site in a folder: address of a page → its questions. */
export function readQuestions(root: string): Map<string, Questions> {
  const folder = join(root, QUESTIONS_FOLDER);
  const files = globSync('**/*.yaml', { cwd: folder }).sort();
  return new Map(
    files.map((file) => [`/${file.replace(/\.yaml$/, '')}/`, (readYaml(join(folder, file)) ?? {}) as Questions]),
  );
}

/** Reads the tasks of the site in a folder. */
export const readTasks = (root: string) => readYaml(join(root, 'content/tasks.yaml')) as readonly Task[];

/** Returns the site's questions of all pages. */
export const allQuestions = (root: string): string[] =>
  [...readQuestions(root).values()].flatMap((questions) => Object.values(questions).flat());

/** What the search needs of a task: how people ask for it, its button, and whether it is outside the site. */
type SearchedTask = Pick<Task, 'id' | 'asked' | 'button' | 'href' | 'outside'>;

/** Reads the tasks of the site in a folder as the search needs them. */
export function readSearchedTasks(root: string): SearchedTasks<SearchedTask> {
  const tasks = readTasks(root).map(({ id, asked, button, href, outside }) => ({ id, asked, button, href, outside }));
  return amongQuestions(inStems(tasks), allQuestions(root));
}

/** Returns the text that stands for a section's questions in the index. Stop words are searched nowhere, and would be a tenth of the index. */
export const askedText = (questions: readonly string[]): string =>
  questions.map((question) => signed(wordsOf(question)).join(' ') + ASKED_END).join(' ');

/** The end of a heading in a page's HTML, where the questions of its section go. */
export interface HeadingEnd {
  /** Id of the section; `page` for the page's title. */
  section: string;
  /** Offset of the first character after the heading. */
  end: number;
}

/**
 * Returns the HTML that the index reads, each section's questions after its heading, and the ids that name no section of the page.
 * @param place of the page among those with questions
 */
export function withQuestions(
  html: string,
  headings: readonly HeadingEnd[],
  questions: Questions,
  place: number,
): { content: string; missing: string[] } {
  const missing = Object.keys(questions).filter((id) => !headings.some(({ section }) => section === id));
  let from = 0;
  const pieces = headings.flatMap(({ section, end }) => {
    const asked = questions[section];
    if (!asked) return [];
    const before = html.slice(from, end);
    from = end;
    return [
      before,
      `<p id="${section}${ASKED_SUFFIX}" data-pagefind-sort="${ASKED_ORDER}:${place}">${askedText(asked)}</p>`,
    ];
  });
  return { content: [...pieces, html.slice(from)].join(''), missing };
}
