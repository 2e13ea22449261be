import type { Context } from 'hono';
import type { AppEnv, Services } from '../env.ts';
import type { Link, LinkPurpose } from '../stores/store.ts';

/** What a link led to was erased at this very moment, as by a second click: otherwise the link would have gone with it. */
export class LinkGone extends Error {}

/**
 * Answers a request that came with a working link.
 * @throws {LinkGone}
 */
export type LinkHandler = (c: Context<AppEnv>, services: Services, link: Link, token: string) => Promise<Response>;

/**
 * The pages of a purpose, by what follows the token in their address: '' for the first, `withdraw` for `/my/<token>/withdraw/`. Mail scanners
 * open every link, so `get` must change nothing; `post` changes.
 */
export interface LinkPages {
  get: Readonly<Record<string, LinkHandler>>;
  post: Readonly<Record<string, LinkHandler>>;
}

/** The pages of each purpose that has any. */
export type PagesByPurpose = Readonly<Partial<Record<LinkPurpose, LinkPages>>>;
