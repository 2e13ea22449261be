import { graduateYears } from '#forms/eligibility/eligibility.ts';
import data from '#content/tasks.yaml';
import type { Task, TaskFact } from '../schemas/task.ts';
import { formatDay, formatDayOf, lastMinute } from './dates.ts';
import { presentRound } from './rounds.ts';

/** What people come to do or to know about the schemes. The content check reads the file by its schema. */
export const tasks = data as readonly Task[];

/** Returns a function that fills in a task's sentence; it gives `undefined` when the sentence needs a round and there is none. */
export async function sentenceFiller(): Promise<(sentence: string) => string | undefined> {
  const round = await presentRound();
  const facts: Partial<Record<string, string>> & Record<'years', string> = {
    years: graduateYears(),
    ...(round &&
      ({
        round: round.title,
        opens: formatDayOf(round.opensAt),
        closes: lastMinute(round),
        decision: formatDay(round.decisionBy),
        starts: formatDay(round.cycleStarts),
        ends: formatDay(round.cycleEnds),
      } satisfies Record<Exclude<TaskFact, 'years'>, string>)),
  };
  return (sentence) => {
    const named = Array.from(sentence.matchAll(/\{(\w+)\}/g), ([, name]) => name!);
    if (named.some((name) => facts[name] === undefined)) return undefined;
    return sentence.replace(/\{(\w+)\}/g, (_, name: string) => facts[name]!);
  };
}
