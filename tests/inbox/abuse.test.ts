import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWholeMatrix } from '../support/whole-matrix.ts';
import { answersOf, formIds } from './support/answers.ts';
import { corpus, jsonType, strayPaths } from './support/abuse-corpus.ts';
import { json, openTestInbox } from './support/inbox.ts';
import { keepsContract, mutations } from './support/mutated-bodies.ts';

describe('the abuse corpus', () => {
  it.each(corpus)('$name is refused with a message', async ({ body, headers }) => {
    const inbox = await openTestInbox();
    const response = await inbox.post('ask', new Uint8Array(body), headers);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await json(response)).toMatchObject({ error: expect.stringMatching(/\w/) as string });
    expect((await inbox.store.counts({})).all).toBe(0);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it.each(strayPaths)('%s is not a form, or is a real one', async (path) => {
    const inbox = await openTestInbox();
    const response = await inbox.app.request(path, { method: 'POST', body: '{}', headers: jsonType });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });
});

describe('mutated bodies', () => {
  it('are never answered with 5xx and always follow the contract', async () => {
    const inbox = await openTestInbox();
    await fc.assert(
      fc.asyncProperty(await mutations(), async ({ form, body, headers }) => {
        expect(await keepsContract(await inbox.post(form, body, headers))).toBe(true);
      }),
      { numRuns: isWholeMatrix ? 10_000 : 2_000 },
    );
    expect(await inbox.store.integrity()).toEqual([]);
  }, 120_000);
});

describe('scripts in answers', () => {
  const payload = `"><script>alert(1)</script><img src=x onerror=alert(1)>'\${alert(1)}`;

  it('are shown as text on the page that shows the form again', async () => {
    const inbox = await openTestInbox();
    for (const form of formIds) {
      const answers = Object.fromEntries(Object.keys(answersOf(form)).map((name) => [name, payload]));
      const page = await (
        await inbox.postHtml(form, { ...answers, _next: payload, _subject: payload, ['"><script>x</script>']: payload })
      ).text();
      expect(page).toContain('There is a problem');
      expect(page).not.toMatch(/<script|<img (?!src="\/icon.svg")|onerror=[^&]*>(?<!&gt;)/);
    }
  });
});
