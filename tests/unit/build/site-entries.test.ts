import { runInNewContext } from 'node:vm';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { siteEntries } from '#src/build/plugins/site-entries.ts';

const site = {
  name: 'Northbridge Mentoring',
  contacts: { team: 'Mentoring Office', answerDays: { mentor: 14 } },
  students: { number: { pattern: /n(\d{7})/ }, mailDomains: ['northbridge.example'] },
  organisation: { legal: 'A charity' },
};

/** Returns the script that a browser gets for this code. */
async function scriptOf(code: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      siteEntries(site),
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : undefined),
        load: (id) => (id === '\0entry' ? `import { site } from '#site';\n${code}` : undefined),
      },
    ],
    build: { write: false, rolldownOptions: { input: 'entry' } },
  });
  return [built]
    .flat()
    .flatMap((each) =>
      (each as Rolldown.RolldownOutput).output.map((chunk) => ('code' in chunk ? chunk.code : '')),
    )[0]!;
}

it('a script carries the entries that it reads, and no other', async () => {
  const script = await scriptOf(
    'console.log(site.contacts.team, site.contacts.answerDays.mentor, site.students.number.pattern)',
  );
  expect(script).toContain('Mentoring Office');
  expect(script).toContain('14');
  expect(script).toContain(String.raw`/n(\d{7})/`);
  expect(script).not.toMatch(/Northbridge|northbridge|charity/);
});

it('an entry that the configuration leaves out is undefined', async () => {
  const log: unknown[] = [];
  const script = await scriptOf('log(site.schemes?.question?.name, site.contacts.email)');
  runInNewContext(script, { log: (...values: unknown[]) => log.push(...values) });
  expect(log).toEqual([undefined, undefined]);
});

it('an object that is used as a whole has all its entries', async () => {
  expect(await scriptOf('console.log({ ...site.students })')).toContain('northbridge.example');
});
