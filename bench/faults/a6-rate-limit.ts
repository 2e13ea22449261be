import { answersOf } from '../../tests/inbox/support/answers.ts';
import { postTo } from '../../tests/inbox/support/post.ts';
import { startInbox, type RunningInbox } from '../../tests/support/inbox-process.ts';
import { end } from './live.ts';
import { exactly, type Count, type Row, type Trial } from './row.ts';

const limit = 20;

export const row: Row = {
  id: 'A6',
  claim:
    '1,000 at once under a limit: exactly as many as it says, by address and IPv6 network, forged addresses ignored',
  async run(trial) {
    const count = trial.share(1_000);
    const hex = (index: number) => index.toString(16);
    const direct = await start(trial, {});
    const ofDirect = await tried('one address, forged in half', direct.address, count, forgedInHalf, limit);
    // One server at a time uses a file.
    await end(direct, 'SIGTERM');
    const { address: proxied } = await start(trial, { INBOX_TRUSTED_PROXIES: '127.0.0.0/8' });
    return [
      ...ofDirect,
      ...(await tried('one IPv6 /64', proxied, count, (n) => `2001:db8:1:2:${hex(n)}::1`, limit)),
      ...(await tried('ten IPv6 /64', proxied, count, (n) => `2001:db8:2:${hex(n % 10)}:${hex(n)}::1`, 10 * limit)),
      ...(await tried(
        'words of the client before the proxy’s',
        proxied,
        count,
        (n) => `203.0.${n % 250}.1, 203.0.113.5`,
        limit,
      )),
    ];
  },
};

/** Every other post claims another address. */
const forgedInHalf = (index: number) => (index % 2 === 0 ? undefined : `198.51.100.${index % 250}`);

async function start({ folder, settings, atEnd }: Trial, more: Record<string, string>): Promise<RunningInbox> {
  const limited = { ...settings, INBOX_RATE_LIMIT: `${limit}/h`, LOG_LEVEL: 'silent' };
  return startInbox(folder, { ...limited, ...more }, atEnd);
}

async function tried(
  what: string,
  address: URL,
  count: number,
  forwardedFor: (index: number) => string | undefined,
  expected: number,
): Promise<Count[]> {
  const responses = await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const from = forwardedFor(index);
      // A new connection for each, because one that is used again may just be closing.
      const headers = { Connection: 'close', ...(from === undefined ? {} : { 'X-Forwarded-For': from }) };
      return postTo(address, answersOf('ask'), { headers });
    }),
  );
  const refused = responses.filter(({ status, headers }) => status === 429 && Number(headers.get('retry-after')) > 0);
  return [
    exactly(`${what}: taken`, Math.min(expected, count), responses.filter(({ status }) => status === 200).length),
    exactly(`${what}: 429 with Retry-After`, Math.max(0, count - expected), refused.length),
  ];
}
