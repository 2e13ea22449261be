import { afterEach, describe, expect, it, vi } from 'vitest';

const execute = vi.hoisted(() => vi.fn());
vi.mock('../../../src/commands/execute.ts', () => ({ execute }));
const { explainContent } = await import('../../../src/commands/build-site.ts');

/** Returns what a failed build prints last, given the result of the content check. */
async function lastWords(check: { code: number; output: string }): Promise<string> {
  execute.mockResolvedValue(check);
  const said = vi.spyOn(console, 'error').mockReturnValue();
  await explainContent();
  return said.mock.calls.flat().join('\n');
}

describe('a failed build', () => {
  afterEach(() => vi.restoreAllMocks());

  it('prints the problems of the content last', async () => {
    const output = 'content/guidance/panel/index.mdx: one thing needs attention\n  topics names "panels"\n';
    expect(await lastWords({ code: 1, output })).toContain(`Mend this first, then build again:\n\n${output.trim()}`);
  });

  it('prints nothing more when the content has no problems', async () => {
    expect(await lastWords({ code: 0, output: '59 content files checked.' })).toBe('');
  });
});
