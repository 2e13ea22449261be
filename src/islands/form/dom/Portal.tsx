import { render, type ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

interface Props {
  place: HTMLElement;
  children: ComponentChildren;
}

/** Shows its children in another element of the page, in place of what the server put there. */
export function Portal({ place, children }: Props) {
  useLayoutEffect(() => render(children, place));
  useLayoutEffect(() => () => render(null, place), [place]);
  return null;
}
