/** Marks that stand after an address in a text, and that chat programs and word processors take for a part of it. Written as in a class of a regular expression. */
export const marksBehind = String.raw`\s)\]}>.,;!?'"’”»…`;

const marks = new RegExp(`(?:[${marksBehind}]|%20)+/?$`, 'u');

/** Returns the decoded path without the marks behind it: "/about/)," → "/about/"; undefined when there are none. */
export function meantPath(path: string): string | undefined {
  const meant = path.replace(marks, '');
  return meant === path || meant === '' ? undefined : meant;
}
