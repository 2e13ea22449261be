import PostalMime, { type Attachment, type Email } from 'postal-mime';

/** What a returned mail says. */
export interface ReturnedMail {
  /** Message-IDs that it names, the most likely one first. */
  messageIds: readonly string[];
  /** Why, in codes: "5.1.1", or "returned" if it gives none. */
  failure: string;
}

/**
 * Reads a mail server's message about a mail that it could not deliver: a report (RFC 3464) or the plain text of an
 * older server. For any other message, such as an automatic reply or a notice of delay, returns in words why it is not
 * one.
 */
export async function readReturnedMail(raw: Uint8Array): Promise<ReturnedMail | string> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const status = partOf(email, /^message\/(global-)?delivery-status$/);
  const words = [email.text ?? '', email.html ?? ''].join('\n');
  if (status !== undefined && !/^Action:\s*failed\b/im.test(status))
    return 'It says that a mail is late or was passed on, not that it came back.';
  if (status === undefined && !isOfMailServer(email))
    return 'It is no mail of a mail server about one that could not be delivered.';
  const original = partOf(email, /^(message\/(global|rfc822|rfc822-headers|global-headers)|text\/rfc822-headers)$/);
  const named = [original ?? '', words]
    .flatMap((text) => [...text.matchAll(/^[>\s]*Message-ID:\s*(<[^<>\s]+>)/gim)])
    .map(([, id]) => id!);
  const followed = [email.inReplyTo, email.references].flatMap((header) => header?.match(/<[^<>\s]+>/g) ?? []);
  const code = /^Status:\s*([45]\.\d{1,3}\.\d{1,3})/im.exec(status ?? '') ?? /\b(5\.\d{1,3}\.\d{1,3})\b/.exec(words);
  return { messageIds: [...new Set([...named, ...followed])], failure: code?.[1] ?? 'returned' };
}

/** Returns the text of the first part of this type. */
function partOf({ attachments }: Email, type: RegExp): string | undefined {
  const part = attachments.find(({ mimeType }) => type.test(mimeType));
  return part && textOf(part);
}

const textOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');

function isOfMailServer({ headers, from }: Email): boolean {
  const valueOf = (name: string) => headers.find(({ key }) => key === name)?.value;
  if (/auto-replied/i.test(valueOf('auto-submitted') ?? '')) return false;
  return valueOf('x-failed-recipients') !== undefined || /^(mailer-daemon|postmaster)@/i.test(from?.address ?? '');
}
