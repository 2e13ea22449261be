import { site } from '#site';
import type { Config } from '../config.ts';
import type { Sender } from './mailer.ts';

/** Whose mail it is by the settings: answers go to the team's public address, else to where the team reads its own mail. */
export function senderOf({ mailFrom, mailNotify, mailBounce, siteUrl }: Config): Sender {
  return {
    name: site.name,
    from: mailFrom ?? `mentoring@${new URL(siteUrl).hostname}`,
    // An empty address counts as none.
    replyTo: site.contacts.email === undefined || site.contacts.email === '' ? mailNotify : site.contacts.email,
    bounce: mailBounce,
  };
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
