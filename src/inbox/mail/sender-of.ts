import { site } from '#site';
import type { Config } from '../config.ts';
import type { Sender } from './mailer.ts';

/**
 * Returns the sender from the settings. Replies go to the team's public address, or else to where the team receives its
 * own mail.
 */
export function senderOf({
  mailFrom,
  mailNotify,
  mailBounce,
  siteUrl,
}: Pick<Config, 'mailFrom' | 'mailNotify' | 'mailBounce' | 'siteUrl'>): Sender {
  return {
    name: site.name,
    from: mailFrom ?? `mentoring@${new URL(siteUrl).hostname}`,
    replyTo: site.contacts.email === undefined || site.contacts.email === '' ? mailNotify : site.contacts.email,
    bounce: mailBounce,
  };
}
