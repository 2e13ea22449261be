import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  /** `ask` for something to deal with, `answer` for information. */
  voice: 'ask' | 'answer';
  children: ComponentChildren;
}

/** Shows a message in place of the form. Moves the focus to its heading, so that screen readers announce it. */
export function Panel({ title, voice, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    document.title = title;
  }, [title]);
  return (
    <section key={title} class={`panel ${voice}`}>
      <h2 tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
