import { z } from 'astro/zod';
import { QUESTIONS_FOLDER } from '../../search/index/questions.ts';
import { fieldSentence } from './field-sentence.ts';
import type { ContentFile } from './files.ts';
import { inWords } from './finding.ts';
import type { LinkTargets } from './lost-link.ts';
import { instead } from './nearest.ts';

/** Most questions of one section: more of them repeat each other. */
const QUESTIONS_MAX = 20;
/** Letters of the longest question: longer ones are stories, and nobody types them. */
export const QUESTION_LETTERS_MAX = 90;

/** Id of a section, or `page` → what people ask when they need it. */
const questionsSchema = z.record(
  z.string(),
  z.array(z.string().min(3).max(QUESTION_LETTERS_MAX)).min(1).max(QUESTIONS_MAX),
);

/**
 * Returns the problems of the files of questions, a sentence each.
 * @param files their ids are paths below the folder, without the ending
 */
export function questionProblems(files: readonly ContentFile[], places: LinkTargets): string[] {
  const asked = new Map<string, string>();
  return files.flatMap(({ path, data, faults }) => {
    const say = (text: string) => `${path}: ${text}`;
    if (faults.length > 0) return faults.map((fault) => say(inWords(fault)));
    const parsed = questionsSchema.safeParse(data);
    if (!parsed.success) return parsed.error.issues.map((issue) => say(fieldSentence(issue, data, [])));
    const address = path.slice(QUESTIONS_FOLDER.length).replace(/\.yaml$/, '/');
    if (!places.has(address))
      return [say(`no page has the address ${address}.${instead(address, [...places.keys()])}`)];
    const ids = places.get(address);
    const unknown = ids ? Object.keys(parsed.data).filter((id) => id !== 'page' && !ids.has(id)) : [];
    const twice = Object.entries(parsed.data).flatMap(([id, questions]) =>
      questions.flatMap((question) => {
        const place = `${address}#${id}`;
        const first = asked.get(question.toLowerCase());
        asked.set(question.toLowerCase(), place);
        return first === undefined ? [] : [say(`“${question}” is asked at ${first} as well; keep it at one of them.`)];
      }),
    );
    return [
      ...unknown.map((id) => say(`${address} has no section "${id}".${instead(id, [...ids!, 'page'])}`)),
      ...twice,
    ];
  });
}
