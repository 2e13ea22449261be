import { afterEach, describe, expect, it, vi } from 'vitest';

const execute = vi.hoisted(() => vi.fn());
vi.mock('../../../src/commands/execute.ts', () => ({ execute, packageScript: (path: string) => path }));
const { buildSite } = await import('../../../src/commands/build-site.ts');

/** What a build that fails says last, when the check of the content ends so. */
async function lastWords(check: { code: number; output: string }): Promise<string> {
  execute.mockImplementation((script: string) =>
    Promise.resolve(script.includes('content') ? check : { code: 1, output: '' }),
  );
  const said = vi.spyOn(console, 'error').mockReturnValue();
  expect(await buildSite({ folder: 'no-such-folder' })).toBe(1);
  return said.mock.calls.flat().join('\n');
}

describe('a build that fails', () => {
  afterEach(() => vi.restoreAllMocks());

  it('ends with what the content check says, in an author’s words', async () => {
    const output = 'content/guidance/panel/index.mdx: one thing needs attention\n  topics names "panels"\n';
    expect(await lastWords({ code: 1, output })).toContain(`Mend this first, then build again:\n\n${output.trim()}`);
  });

  it('adds nothing when the content is sound', async () => {
    expect(await lastWords({ code: 0, output: '59 content files checked.' })).toBe('');
  });
});
