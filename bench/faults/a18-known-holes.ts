import { execFile } from 'node:child_process';
import { root } from '../../src/commands/root.ts';
import { exactly, NotRun, type Row } from './row.ts';

interface Audit {
  message?: string;
  metadata?: { vulnerabilities: Record<string, number> };
}

export const row: Row = {
  id: 'A18',
  claim: 'npm audit of what the server and the site are made of: nothing high, nothing critical',
  async run() {
    // The exit code is not 0 if it finds anything; the findings are in its output.
    const text = await new Promise<string>((resolve) => {
      execFile('npm', ['audit', '--json'], { cwd: root, timeout: 120_000 }, (_error, written) => resolve(written));
    });
    const { message, metadata } = JSON.parse(text || '{}') as Audit;
    if (!metadata)
      throw new NotRun(`the registry answers no audit${message === undefined ? '' : ` (${message.slice(0, 22)})`}.`);
    const { high = 0, critical = 0 } = metadata.vulnerabilities;
    return [exactly('high', 0, high), exactly('critical', 0, critical)];
  },
};
