import type { Ask, Reply, SearchRequest } from './answerer.ts';
import workerUrl from './worker.ts?worker&url';

interface Asked {
  question: SearchRequest;
  settle: (reply: Reply) => void;
  /** True when a first worker could not answer it. */
  again: boolean;
}

/** The outcome is null because no worker could be loaded. */
const unanswered: Reply = {
  support: [],
  replaces: false,
  likeliest: undefined,
  sections: [],
  task: null,
  near: [],
  outcome: null,
};

const waiting = new Map<number, Asked>();
let last = 0;
let worker: Worker | undefined;

/** Searches in a worker. When one cannot be loaded or ends, a second one is tried, and the next question tries again. */
export const search: Ask = (question) => new Promise((settle) => send({ question, settle, again: false }));

/** Loads the index before the first question. */
export function warm(): void {
  void search({ query: '' });
}

function send(asked: Asked): void {
  worker ??= startWorker();
  waiting.set((last += 1), asked);
  worker.postMessage({ id: last, question: asked.question });
}

function startWorker(): Worker {
  const started = new Worker(trustedWorkerUrl(), { type: 'module', name: 'search' });
  started.addEventListener('message', ({ data }: MessageEvent<{ id: number; reply: Reply }>) => {
    waiting.get(data.id)?.settle(data.reply);
    waiting.delete(data.id);
  });
  started.addEventListener('error', () => {
    started.terminate();
    worker = undefined;
    const left = [...waiting.values()];
    waiting.clear();
    for (const asked of left) {
      if (asked.again) asked.settle(unanswered);
      else send({ ...asked, again: true });
    }
  });
  return started;
}

interface Policy {
  createScriptURL(url: string): string;
}

let policy: Policy | undefined;

/** Returns the worker's address under a Trusted Types policy that refuses any other address. A name can have one policy. */
function trustedWorkerUrl(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
  policy ??= trustedTypes?.createPolicy('site', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError(`${url} is not the search worker.`);
      return url;
    },
  });
  return policy ? policy.createScriptURL(workerUrl) : workerUrl;
}
