import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { isWholeMatrix } from './tests/support/whole-matrix.ts';

/**
 * Tests that run on PostgreSQL: the contract of the store, which both databases keep, and the rules of PostgreSQL alone, such as texts
 * without NUL and locks on the database. The rest of the inbox uses its store only through that contract, so its tests run on PostgreSQL
 * only for the whole matrix.
 */
const onPostgres = [
  'tests/inbox/postgres/*.test.ts',
  'tests/inbox/{drills,in-use,restore-killed,secret-links,staff-requests}.test.ts',
];
const alsoOnPostgres = [
  'tests/inbox/{check-ins,cli,cli-person,contract*,erasing,group-mail,introduction,killed-deeds,mail,mail-{faults,message},mails-of-changes,meetings,months,personal,questions,rehearse,report,restored,retention,round-dates,second-step,staying,who-hears,wrong-clock}.test.ts',
  'tests/inbox/matching/{bench,offers,overlapping-rounds}.test.ts',
  'tests/inbox/staff-{download,list,messages,overview,person,throttle,bulk-actions,work,work-together}.test.ts',
];

/** Returns the files of tests whose text matches. */
const saying = (text: RegExp) =>
  globSync('tests/{unit,inbox,fork}/**/*.test.{ts,tsx}').filter((path) => text.test(readFileSync(path, 'utf8')));

/** Files that replace modules, themselves or by what they import. Each has modules of its own; other files share those of their process. */
const replacing = saying(/\bvi\.(mock|doMock|resetModules)\(|\/article\.ts'/);
/** Files whose site is in London. */
const inLondon = saying(/^import '.*\/in-london\.ts'/m);

/** Names of the files whose tests take longest, the longest first. Most of their time they wait for programs that they start, or for a day to pass. */
const longest =
  'drills init process store months wrong-clock rehearse mail-faults upgrade in-use restore-killed killed-deeds migrate-to'.split(
    ' ',
  );

/** Begins with the longest files: they wait while the checks and builds of `npm test` use the cores, and none runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = longest.indexOf(basename(moduleId, '.test.ts'));
      return place === -1 ? longest.length : place;
    };
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
}

const absolute = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Gives tests, and the programs that they start, the starter as their site. Without it they have the site of `content/`. */
const onStarter = (site = 'starter/site.config.ts') => ({
  resolve: {
    alias: {
      '#site-folder': absolute('starter/site-folder.ts'),
      '#site': absolute(site),
      '#content': absolute('starter/content'),
    },
  },
});
const london = onStarter('tests/support/in-london.ts');
const env = { TZ: 'America/New_York', NODE_OPTIONS: '--conditions=starter' };

/**
 * Tests of what this repository has beside its engine: names in the configuration, articles, words that bring up help. A fork has replaced
 * them, and `npm run check` judges its own.
 */
const thisSite = {
  extends: true as const,
  test: {
    name: 'this site',
    env: { TZ: env.TZ },
    include: ['tests/this-site/*.test.ts', 'tests/unit/search/support.test.ts'],
  },
};
/** Tests on PostgreSQL. */
const postgres = (name: string, isIn: (path: string) => boolean) => ({
  name,
  env,
  include: globSync(isWholeMatrix ? [...onPostgres, ...alsoOnPostgres] : onPostgres).filter(isIn),
  isolate: false,
  globalSetup: 'tests/inbox/postgres/cluster.ts',
  setupFiles: 'tests/inbox/postgres/setup.ts',
});

const isFork = existsSync('content/engine.yaml');

/** The tests that need no browser: pure functions, the repository itself, and the inbox without or with a socket. */
export default defineConfig({
  test: {
    // Twice the mark's cores: half of what the inbox's tests take is waiting, for the disk and for processes that start and end.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        ...onStarter(),
        test: {
          name: 'main',
          env,
          include: ['tests/{unit,inbox,fork}/**/*.test.{ts,tsx}'],
          exclude: ['tests/inbox/postgres/**', ...inLondon, ...replacing],
          isolate: false,
        },
      },
      { extends: true, ...london, test: { name: 'in London', env, include: inLondon, isolate: false } },
      { extends: true, ...onStarter(), test: { name: 'with modules replaced', env, include: replacing } },
      ...(isFork ? [] : [thisSite]),
      { extends: true, ...onStarter(), test: postgres('PostgreSQL', (path) => !inLondon.includes(path)) },
      ...(isWholeMatrix
        ? [
            {
              extends: true as const,
              ...london,
              test: postgres('PostgreSQL in London', (path) => inLondon.includes(path)),
            },
          ]
        : []),
    ],
  },
});
