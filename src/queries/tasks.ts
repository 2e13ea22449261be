import { graduateYears } from '#forms/eligibility/eligibility.ts';
import type { RoundWord } from '#forms/dates/round-words.ts';
import data from '#content/tasks.yaml';
import type { Task, TaskFact } from '../schemas/task.ts';

/** What people come to do or to know about the schemes. The content check reads the file by its schema. */
export const tasks = data as readonly Task[];

/** A piece of a task's sentence: text, or words about the present round. */
export type SentencePiece = string | { of: RoundWord };

const ofRound: Readonly<Record<Exclude<TaskFact, 'years'>, RoundWord>> = {
  round: 'title',
  opens: 'opens',
  closes: 'closes',
  decision: 'decision',
  starts: 'starts',
  ends: 'ends',
};

/** Returns a task's sentence in pieces, its words in braces filled in. */
export const piecesOf = (sentence: string): SentencePiece[] =>
  sentence
    .split(/\{(\w+)\}/)
    .map((piece, at) =>
      at % 2 === 0 ? piece : piece === 'years' ? graduateYears() : { of: ofRound[piece as keyof typeof ofRound] },
    );
