import { isIP, type BlockList } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** Returns the address that a request to the app came from. */
export function addressOf(c: Context, trusted: BlockList): string {
  // Hono has no bindings if the app is called without a socket.
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return clientAddress(bindings?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), trusted);
}

/**
 * Returns the address that a request came from: the peer's, or, if the peer is a trusted proxy, the last address of
 * X-Forwarded-For that is not a trusted proxy. Entries further left are chosen by the client and ignored.
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

/**
 * Returns what counts as one client for rate limits: an IPv4 address, or the /64 network that IPv6 gives a household or
 * phone.
 */
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

/** Turns an IPv4-mapped IPv6 address, or an address with a port, into the plain address. */
const plain = (address: string) =>
  address
    .replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i, (_, high: string, low: string) => dotted(high, low))
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

/** Returns the IPv4 address of two groups in hexadecimal. */
const dotted = (...groups: string[]) =>
  groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]).join('.');

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
