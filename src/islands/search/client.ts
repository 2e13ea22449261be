import type { Ask, Question, Reply } from './answerer.ts';
import { importWithRetry } from '../import-with-retry.ts';
import workerUrl from './worker.ts?worker&url';

let opened: Ask | undefined;

/** The one search of this page: in a worker, or, where that cannot start, on the page's own thread. */
export function search(): Ask {
  return (opened ??= inWorker(onThisThread));
}

/** Loads what the first answer needs. */
export function warm(): void {
  void search()({ query: '' });
}

function inWorker(otherwise: () => Ask): Ask {
  const worker = startWorker();
  if (!worker) return otherwise();
  const waiting = new Map<number, { question: Question; settle: (reply: Reply | Promise<Reply>) => void }>();
  let last = 0;
  let failed: Ask | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; reply: Reply }>) => {
    waiting.get(data.id)?.settle(data.reply);
    waiting.delete(data.id);
  });
  worker.addEventListener('error', () => {
    failed ??= otherwise();
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

/** Where its code does not come, nothing is answered, and the next question asks for it again. */
function onThisThread(): Ask {
  let ask: Promise<Ask> | undefined;
  return async (question) => {
    ask ??= importWithRetry(() => import('./answerer.ts')).then(({ answerer }) => answerer());
    try {
      return await (
        await ask
      )(question);
    } catch {
      ask = undefined;
      return { support: [], outcome: null };
    }
  };
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The worker's address, under a Trusted Types policy that lets no other pass. */
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
    // No workers, or a policy that forbids this one: the page's thread does it.
    return null;
  }
}
