interface Props {
  children: string | false | undefined;
}

/**
 * Words that change, in an element that is replaced with them. A browser's translator replaces the text nodes of a page, so a change of a text
 * node would not be seen. Words that come and go need it too.
 */
export const Words = ({ children }: Props) => (children ? <span key={children}>{children}</span> : null);
