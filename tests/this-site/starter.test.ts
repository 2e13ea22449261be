import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { site as starter } from '../../starter/site.config.ts';
import { site } from '#site';
import { taskFindings } from '../../src/commands/content/task-problems.ts';
import type { Task } from '#src/schemas/task.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const tasksOf = (content: string) => parse(read(`${content}/tasks.yaml`)) as Task[];

/** Names of the team, and names and pages of schemes, in the starter, each with that in the same role here. */
const names: [string, string][] = [
  [starter.contacts.team, site.contacts.team],
  ...(['mentoring', 'question', 'mentors'] as const).flatMap((role): [string, string][] => {
    const [theirs, ours] = [starter.schemes[role]!, site.schemes[role]!];
    const short = (scheme: { shortName?: string; name: string }) => scheme.shortName ?? scheme.name;
    return [
      [theirs.page, ours.page],
      [theirs.name, ours.name],
      [short(theirs), short(ours)],
    ];
  }),
];

const withOurNames = (text: string) => names.reduce((all, [theirs, ours]) => all.replaceAll(theirs, ours), text);

/** People ask for a scheme by its name, as words: "ask a mentor form". */
const spoken = names.flat().map((name) => name.toLowerCase().replaceAll('-', ' '));
const withoutNames = (phrases: readonly string[]) =>
  phrases.filter((phrase) => !spoken.some((name) => phrase.includes(name)));

describe('the starter, from which other universities begin', () => {
  it('has the words of danger and bad behaviour that this site has', () => {
    expect(read('starter/content/support.yaml')).toBe(read('content/support.yaml'));
  });

  it('answers each of its tasks as this site does, but for names', () => {
    const here = new Map(tasksOf('content').map((task) => [task.id, task]));
    const there = tasksOf('starter/content');
    const theirIds = new Set(there.map(({ id }) => withOurNames(id)));
    // What people ask may have an answer of its own on this site.
    const ownHere = new Set([...here.values()].filter(({ id }) => !theirIds.has(id)).flatMap(({ asked }) => asked));
    for (const task of there) {
      const { asked, ...answer } = task;
      const expected = JSON.parse(withOurNames(JSON.stringify(answer))) as typeof answer;
      const ours = here.get(expected.id);
      expect(ours, `${task.id} is in content/tasks.yaml`).toMatchObject(expected);
      expect(withoutNames(ours!.asked), task.id).toEqual(withoutNames(asked).filter((phrase) => !ownHere.has(phrase)));
    }
  });
});

it('leads each phrase of its tasks to its own task', () => {
  expect(taskFindings(new Map()).advice).toEqual([]);
});
