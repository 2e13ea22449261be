/** Runs the search in a worker, so that typing never waits for it. */
import { answerer, type SearchRequest } from './answerer.ts';

const ask = answerer();

addEventListener('message', ({ data }: MessageEvent<{ id: number; question: SearchRequest }>) => {
  // An error that is reported ends this worker, and the page starts another.
  void ask(data.question).then((reply) => postMessage({ id: data.id, reply }), reportError);
});
