import { Fragment } from 'preact';
import type { TaskLink } from './reading.ts';

/** Offers the tasks that a query may ask for. */
export function NearTasks({ tasks }: { tasks: readonly TaskLink[] }) {
  if (tasks.length === 0) return null;
  return (
    <p class="near-tasks">
      You may want:
      {tasks.map(({ id, button, href }) => (
        <Fragment key={id}>
          {' '}
          <a href={import.meta.env.BASE_URL + href.slice(1)}>{button}</a>
        </Fragment>
      ))}
    </p>
  );
}
