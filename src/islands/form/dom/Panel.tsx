import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  /** Which of the two voices speaks: a matter to deal with, or an answer. */
  voice: 'ask' | 'answer';
  children: ComponentChildren;
}

/** Says what has become of the form. Its heading takes the focus, so that it is heard. */
export function Panel({ title, voice, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    document.title = title;
  }, [title]);
  return (
    <section class={`panel ${voice}`}>
      <h2 tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
