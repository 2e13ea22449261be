import { isIP, type BlockList } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** The address a request to the app came from. */
export function addressOf(c: Context, trusted: BlockList): string {
  // Hono has no bindings at all where the app is asked without a socket.
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return clientAddress(bindings?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), trusted);
}

/**
 * The address a request came from: the peer's, or, where the peer is a trusted proxy, the last address of X-Forwarded-For that is not
 * one. Entries further left are the client's own words and are never read.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = plain(peer ?? '');
  const hops = forwardedFor?.split(',').reverse() ?? [];
  for (const hop of hops) {
    if (!isTrusted(address, trusted)) break;
    const next = plain(hop.trim());
    if (isIP(next) === 0) break;
    address = next;
  }
  return address || 'unknown';
}

/** What counts as one client for rate limits: an IPv4 address, or the /64 network that a household or a phone is given in IPv6. */
export function clientNetwork(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group || '0', 16).toString(16))
    .join(':')}::/64`;
}

/** An IPv4 address in IPv6 clothes, or with a port, is the IPv4 address. */
const plain = (address: string) =>
  address
    .replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
