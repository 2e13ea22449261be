import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import { loadLater } from './load-later.ts';
import type { useSending } from './use-sending.ts';

/**
 * Takes up what this tab has handed to the queue, after a reload as after a way back: what waits there is said to be saved, with its
 * answers in the form; once it has gone, what is filled in next is another submission.
 */
export function useRecovery(
  { identity, hold, renew }: ReturnType<typeof useSending>,
  fill: (answers: RawAnswers) => void,
) {
  useEffect(() => {
    const recover = async () => {
      const kept = await (await loadLater())?.queue.list();
      const own = kept?.find(({ id }) => id === identity.id);
      if (own) {
        fill(own.body as RawAnswers);
        hold();
      } else if (kept) renew();
    };
    if (identity.isQueued) void recover();
  }, []);
}
