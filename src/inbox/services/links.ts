/**
 * Secret links to pages for people without an account: `/my/<token>/`. A token is derived from random bytes in the database and a key that
 * is not in it, so that a mail that is sent again has the same link, and a copy of the database opens no page. The
 * database holds only the token's hash, by which it is found: how long that takes tells nothing about other tokens.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Actor, Link, LinkSubject, NewLink, Store } from '../stores/store.ts';
import type { Vault } from '../vault.ts';

export interface LinkServices {
  store: Pick<Store, 'keepLink' | 'findLink' | 'renewLinks'>;
  vault: Pick<Vault, 'code'>;
  clock: Clock;
}

/** A subject, and when its link ends. */
export interface WantedLink extends Omit<LinkSubject, 'about'> {
  about?: string;
  /** Without it, the link works as long as the submission is stored. */
  expiresAt?: Date;
}

const nonceBytes = 16;

/** 32 bytes in base64url. */
const tokenForm = /^[\w-]{43}$/;

/**
 * Returns the token of the subject's link, which is made if there is none that works; undefined if the submission does
 * not exist.
 */
export async function issueLink(services: LinkServices, wanted: WantedLink): Promise<string | undefined> {
  const kept = await services.store.keepLink(newLink(services, wanted));
  return kept && tokenOf(services, kept.nonce);
}

/** Returns the link of a token; undefined for a token that is unknown, replaced or expired. */
export async function findLink({ store, clock }: LinkServices, token: string): Promise<Link | undefined> {
  if (!tokenForm.test(token)) return undefined;
  const link = await store.findLink(hashOf(token));
  return link && (link.expiresAt === null || link.expiresAt > clock().toISOString()) ? link : undefined;
}

/** Replaces the links of these subjects: those before no longer work. With `tell`, each person gets the new one by mail. */
export async function renewLinks(
  services: LinkServices,
  wanted: readonly WantedLink[],
  tell: boolean,
  actor: Actor,
): Promise<void> {
  const links = wanted.map((each) => newLink(services, each));
  await services.store.renewLinks(links, tell, actor);
}

/** Returns the address that a link has in a mail. */
export const linkAddress = (siteUrl: string, token: string): string => `${siteUrl}${linkPath(token)}`;

export const linkPath = (token: string): string => `/my/${token}/`;

function newLink(services: LinkServices, { purpose, submission, about = '', expiresAt }: WantedLink): NewLink {
  const nonce = randomBytes(nonceBytes);
  const { form, submissionId } = submission;
  return {
    purpose,
    submission: { form, submissionId },
    about,
    nonce,
    tokenHash: hashOf(tokenOf(services, nonce)),
    createdAt: services.clock().toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

const tokenOf = ({ vault }: Pick<LinkServices, 'vault'>, nonce: Uint8Array) =>
  vault.code('link', Buffer.from(nonce).toString('hex')).toString('base64url');

const hashOf = (token: string) => createHash('sha256').update(token).digest();
