import type { CapturedMail } from './smtp-double.ts';

/** Texts that a reader of mail or SMTP could take for the end of a line. */
const breaks = ['\r\n', '\n', '\r', '\u2028', '\u0085', '%0d%0a', '\\r\\n', '\r\n\r\n', '\0\r\n', '\r\n '];

const lines = ['Bcc: eve@evil.example', 'To: eve@evil.example', 'Subject: owned', '.\r\nRCPT TO:<eve@evil.example>'];

/** Texts that would add a header or recipient to a mail that does not escape them. */
export const headerPayloads: readonly string[] = breaks.flatMap((each) => lines.map((line) => `Ada${each}${line}`));

/** The names of our headers, in lower case. */
const ours = new Set(
  'from to subject message-id date mime-version content-type content-transfer-encoding auto-submitted reply-to in-reply-to references'.split(
    ' ',
  ),
);

/**
 * Returns headers and recipients of a mail that are not ours, duplicates of ours, and any text of an attacker in them.
 */
export function intrusions({ recipients, raw }: CapturedMail, expected: readonly string[]): string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const names = head.split(/\r\n|\r|\n/).map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  return [
    ...names.filter((name, index) => !ours.has(name) || names.indexOf(name) !== index),
    ...recipients.filter((recipient) => !expected.includes(recipient)),
    ...(head.match(/\S*(evil|owned)\S*/g) ?? []),
  ];
}
