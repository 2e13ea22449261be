/** Runs the search in a worker, so that typing never waits for it. */
import { answerer, type Question } from './answerer.ts';

const ask = answerer();

addEventListener('message', ({ data }: MessageEvent<{ id: number; question: Question }>) => {
  void ask(data.question).then((reply) => postMessage({ id: data.id, reply }));
});
