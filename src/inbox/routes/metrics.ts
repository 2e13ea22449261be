import { timingSafeEqual, createHash } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';
import type { AppEnv, Services } from '../env.ts';
import { addressOf } from '../server/client-address.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Answers with the inbox's metrics for Prometheus, to requests with the token (`METRICS_TOKEN`, sent as `Authorization:
 * Bearer …`). Without a token in the settings, it answers only this machine, and only if the site's address is this
 * machine's: behind a local proxy, every request comes from this machine.
 */
export const metricsRoute =
  ({ metrics, config }: Services) =>
  async (c: Context<AppEnv>): Promise<Response> => {
    const isAllowed =
      config.metricsToken === undefined
        ? isLocal(config.siteUrl) && isOfThisMachine(c, config.trustedProxies)
        : hasToken(c.req.header('authorization') ?? '', config.metricsToken);
    if (!isAllowed) {
      return c.text('Set METRICS_TOKEN and send it as a bearer token.\n', 403);
    }
    return c.body(await metrics.read(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  };

const isLocal = (siteUrl: string) => /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(siteUrl).hostname);

function isOfThisMachine(c: Context<AppEnv>, trusted: BlockList): boolean {
  const address = addressOf(c, trusted);
  const isDirect = c.req.header('x-forwarded-for') === undefined && c.req.header('forwarded') === undefined;
  const version = isIP(address);
  return isDirect && version !== 0 && loopback.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** Compares hashes, so that the time tells neither content nor length. */
const hasToken = (header: string, token: string): boolean => timingSafeEqual(hashOf(header), hashOf(`Bearer ${token}`));

const hashOf = (text: string) => createHash('sha256').update(text).digest();
