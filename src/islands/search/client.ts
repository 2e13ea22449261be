import type { Ask, SearchRequest, Reply } from './answerer.ts';
import { importWithRetry } from '../import-with-retry.ts';
import workerUrl from './worker.ts?worker&url';

let current: Ask | undefined;

/** Returns the page's search, which runs in a worker, or on the main thread when no worker starts. */
export function search(): Ask {
  return (current ??= inWorker(onMainThread));
}

/** Loads the index before the first question. */
export function warm(): void {
  void search()({ query: '' });
}

function inWorker(fallback: () => Ask): Ask {
  const worker = startWorker();
  if (!worker) return fallback();
  const waiting = new Map<number, { question: SearchRequest; settle: (reply: Reply | Promise<Reply>) => void }>();
  let last = 0;
  let failed: Ask | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; reply: Reply }>) => {
    waiting.get(data.id)?.settle(data.reply);
    waiting.delete(data.id);
  });
  worker.addEventListener('error', () => {
    failed ??= fallback();
    for (const { question, settle } of waiting.values()) settle(failed(question));
    waiting.clear();
  });
  return (question) => {
    if (failed) return failed(question);
    return new Promise((settle) => {
      waiting.set((last += 1), { question, settle });
      worker.postMessage({ id: last, question });
    });
  };
}

/** Searches on the main thread. When its code cannot be loaded, the outcome is null and the next question tries again. */
function onMainThread(): Ask {
  let ask: Promise<Ask> | undefined;
  return async (question) => {
    ask ??= importWithRetry(() => import('./answerer.ts')).then(({ answerer }) => answerer());
    try {
      return await (
        await ask
      )(question);
    } catch {
      ask = undefined;
      return { support: [], replaces: false, task: null, near: [], outcome: null };
    }
  };
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Returns the worker's address under a Trusted Types policy that refuses any other address. */
function trustedWorkerUrl(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  const policy = trustedTypes?.createPolicy('site', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError(`${url} is not the search worker.`);
      return url;
    },
  });
  return policy ? policy.createScriptURL(workerUrl) : workerUrl;
}

function startWorker(): Worker | null {
  try {
    return new Worker(trustedWorkerUrl(), { type: 'module', name: 'search' });
  } catch {
    // The browser has no workers, or a policy forbids this one.
    return null;
  }
}
