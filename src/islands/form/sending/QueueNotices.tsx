import { theTeam } from '#forms/team.ts';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CopyButton } from './CopyButton.tsx';
import { Words } from '../dom/Words.tsx';
import { DeleteUnsent } from './DeleteUnsent.tsx';
import { queue, type QueueEntry } from './queue.ts';

/** Shows notices about the queue at the top of the page, and sends waiting submissions. */
export function showQueue(): void {
  const place = document.createElement('div');
  place.className = 'wrap notices';
  document.querySelector('main')?.prepend(place);
  render(<QueueNotices />, place);
}

function QueueNotices() {
  const [entries, setEntries] = useState<readonly QueueEntry[]>([]);
  useEffect(() => queue.watch(setEntries), []);
  return (
    <div role="status">
      {entries.filter(isOfAnotherPage).map((entry) => (
        <Notice key={entry.id} entry={entry} />
      ))}
    </div>
  );
}

/** Leaves out the submission of a form on this page, which shows it itself. */
const isOfAnotherPage = ({ id }: QueueEntry) =>
  document.querySelector<HTMLInputElement>('[data-form] [name="submission_id"]')?.value !== id;

function Notice({ entry }: { entry: QueueEntry }) {
  const remove = () => void queue.remove(entry.id);
  const removeButton = (
    <button type="button" class="button quiet" onClick={remove}>
      {entry.state === 'sent' ? 'Close' : 'Delete it from this device'}
    </button>
  );
  const copyButton = <CopyButton text={() => entry.copy} />;
  const [title = ''] = entry.copy.split('\n');
  switch (entry.state) {
    case 'waiting':
      return (
        <section key={entry.state} class="panel">
          <p>
            <strong>
              “{title}” is saved on this device.{' '}
              <Words>
                {(entry.notBefore ?? 0) > Date.now()
                  ? 'Many people are sending at once: it is sent in a few minutes, while a page of this site is open.'
                  : 'It is sent as soon as this site can be reached.'}
              </Words>
            </strong>
          </p>
          <p class="actions">
            {copyButton}
            <DeleteUnsent onDelete={remove} />
          </p>
        </section>
      );
    case 'sent':
      return (
        <section key={entry.state} class="panel answer">
          <p>
            <strong>“{title}” has been sent.</strong> <a href={entry.next}>See your reference and what happens next</a>
          </p>
          <p class="actions">{removeButton}</p>
        </section>
      );
    case 'refused':
    case 'expired':
      return (
        <section key={entry.state} class="panel ask">
          <p>
            <strong>“{title}” was not sent.</strong>{' '}
            {entry.state === 'refused' ? (
              entry.reason
            ) : (
              <>
                It waited on this device for 7 days. Copy your answers and send the form again, or{' '}
                <a href={`${import.meta.env.BASE_URL}contact/`}>contact {theTeam}</a>.
              </>
            )}
          </p>
          <p class="actions">
            {copyButton}
            {removeButton}
          </p>
        </section>
      );
  }
}
