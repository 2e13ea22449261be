import { nextPages } from '../../tests/inbox/support/next-pages.ts';
import { answersOf, urlEncoded } from '../../tests/inbox/support/answers.ts';
import { postTo } from '../../tests/inbox/support/post.ts';
import type { JsonAnswer } from '../../tests/inbox/support/inbox.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { atLeast, exactly, type Row } from './row.ts';

const siteUrl = 'http://localhost:4321';
const allowed = 'https://static.example';

export const row: Row = {
  id: 'A10',
  claim: 'Forms of _next, as a script and as a browser without one: none leads off the allow-list',
  async run(trial) {
    const settings = { ...trial.settings, INBOX_ALLOWED_ORIGINS: allowed, SITE_URL: siteUrl, LOG_LEVEL: 'silent' };
    const { address } = await startInbox(trial.folder, settings, trial.atEnd);
    const led: { wanted: string; to: string }[] = [];
    for (const [asked, wanted] of nextPages) {
      const answers = answersOf('ask', { _next: asked });
      led.push({ wanted, to: ((await (await postTo(address, answers)).json()) as JsonAnswer).next ?? '' });
      const page = await fetch(new URL('/f/ask', address), {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' },
        body: urlEncoded(answersOf('ask', { _next: asked })),
        redirect: 'manual',
      });
      led.push({ wanted, to: page.headers.get('location') ?? '' });
    }
    const originOf = (to: string) => URL.parse(to, `${siteUrl}/f/ask`)?.origin ?? 'nowhere';
    return [
      atLeast('forms of _next', 60, nextPages.length),
      exactly('led off the allow-list', 0, led.filter(({ to }) => ![siteUrl, allowed].includes(originOf(to))).length),
      exactly('led elsewhere than they should', 0, led.filter(({ to, wanted }) => !to.startsWith(wanted)).length),
    ];
  },
};
