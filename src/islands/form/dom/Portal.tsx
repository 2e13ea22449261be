import { render, type ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

interface Props {
  place: HTMLElement;
  children: ComponentChildren;
}

/** Renders its children into another element of the page, replacing the server's content. */
export function Portal({ place, children }: Props) {
  useLayoutEffect(() => render(children, place));
  useLayoutEffect(() => () => render(null, place), [place]);
  return null;
}
