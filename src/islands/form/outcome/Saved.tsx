import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DeleteUnsent } from '../sending/DeleteUnsent.tsx';
import { Panel } from '../dom/Panel.tsx';
import { queue } from '../sending/queue.ts';

interface Props {
  id: string;
  reference: string;
  /** True for a form with a deadline. */
  hasDeadline: boolean;
  sent: (next: string) => void;
  refused: (reason: string) => void;
  onDelete: () => void;
  tryAgain: ComponentChildren;
  /** Further actions. */
  children: ComponentChildren;
}

/** Says that a submission waits in the queue. Reports its end once and removes it, so that no notice repeats it. */
export function Saved({ id, reference, hasDeadline, sent, refused, onDelete, tryAgain, children }: Props) {
  const [busyUntil, setBusyUntil] = useState(0);
  const minutes = Math.ceil((busyUntil - Date.now()) / 60_000);
  useEffect(() => {
    const stop = queue.watch((entries) => {
      const own = entries.find((entry) => entry.id === id);
      if (own?.state === 'waiting') setBusyUntil(own.notBefore ?? 0);
      if (!own || own.state === 'waiting') return;
      stop();
      void queue.remove(id);
      if (own.state === 'sent') sent(own.next);
      else refused(own.state === 'refused' ? own.reason : 'They waited on this device for 7 days.');
    });
    return stop;
  }, [id]);
  return (
    <Panel title="Saved on this device" voice="answer">
      {minutes > 0 ? (
        <p key={minutes}>
          Many people are sending at once, and it has not been sent yet. Keep this page open: it is sent{' '}
          {whenSent(minutes)}. If you close the page, open any page of this site later.
        </p>
      ) : (
        <>
          <p>It has not been sent yet. It is sent as soon as this site can be reached.</p>
          <p>You can close this page. Later, open any page of this site while you are online, and it is sent.</p>
        </>
      )}
      <p>
        It waits for up to 7 days. Its reference will be <strong>{reference}</strong>.
      </p>
      {hasDeadline && (
        <p>If it reaches us after applications close, but within 72 hours from now, it is kept and marked as late.</p>
      )}
      <p class="actions">
        {tryAgain}
        {children}
        <DeleteUnsent onDelete={onDelete} />
      </p>
    </Panel>
  );
}

/** Says when a submission that waits for this many minutes is sent; over an hour, no number, as a server that asks for hours may take it earlier or later. */
function whenSent(minutes: number): string {
  if (minutes > 60) return 'in a while';
  return minutes === 1 ? 'in about a minute' : `in about ${minutes} minutes`;
}
