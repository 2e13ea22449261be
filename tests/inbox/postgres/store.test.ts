import { expect, inject, it, onTestFinished } from 'vitest';
import { CannotOpen, StoreUnavailable, type Store } from '#inbox/stores/store.ts';
import { take } from '#inbox/stores/postgres/accept.ts';
import { refuse } from '#inbox/stores/postgres/failures.ts';
import { connections } from '#inbox/stores/postgres/pool.ts';
import { rows } from '#inbox/stores/postgres/rows.ts';
import { openPostgresStore } from '#inbox/stores/postgres/store.ts';
import { writeLock } from '#inbox/stores/postgres/transactions.ts';
import { silentProxy } from '../../support/silent-proxy.ts';
import { freePort } from '../../support/free-port.ts';
import { dropDatabase, newDatabase, withClient } from '../../support/postgres.ts';
import { postgresForTest } from '../support/database.ts';
import { describeStore } from '../support/store-contract.ts';
import { submission, unbroken } from '../support/store-contract/samples.ts';
import { testHide, testLink } from '../support/test-link.ts';

const open = async (url?: string): Promise<Store> => {
  const store = await openPostgresStore(url ?? (await postgresForTest())!, testLink, testHide);
  onTestFinished(() => store.close());
  return store;
};

describeStore('PostgreSQL', () => open());

/** Opens the stores of two processes on one database, and returns its address. */
async function openTwo(): Promise<{ url: string; stores: [Store, Store] }> {
  const url = (await postgresForTest())!;
  return { url, stores: [await open(url), await open(url)] };
}

it('creates its tables once when two processes start at the same time', async () => {
  const { server } = inject('postgres')!;
  const url = await newDatabase(server);
  onTestFinished(() => dropDatabase(server, url));
  const [one, other] = await Promise.all([open(url), open(url)]);
  expect([await one.isReady(), await other.isReady()]).toEqual([true, true]);
});

it('refuses a database with the tables of another program, and leaves it as it is', async () => {
  const { server } = inject('postgres')!;
  const url = await newDatabase(server);
  onTestFinished(() => dropDatabase(server, url));
  const tables = async () => {
    const list = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    return (await withClient(url, (client) => client.query<{ tablename: string }>(list))).rows;
  };
  await withClient(url, (client) => client.query('CREATE VIEW tables AS SELECT 1 AS count'));
  await withClient(url, (client) => client.query('CREATE TABLE submission (id int)'));
  await expect(open(url)).rejects.toThrow(CannotOpen);
  await expect(open(url)).rejects.toThrow(/cannot be opened: it is a database of another program\. Make an empty one/);
  expect(await tables()).toEqual([{ tablename: 'submission' }]);
  // A view belongs to nobody's data, and another schema to whoever made it.
  await withClient(url, (client) => client.query('CREATE SCHEMA theirs; ALTER TABLE submission SET SCHEMA theirs'));
  expect(await (await open(url)).isReady()).toBe(true);
});

it('opens in a schema whose name has capitals', async () => {
  const { server } = inject('postgres')!;
  const url = await newDatabase(server);
  onTestFinished(() => dropDatabase(server, url));
  const set = `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path TO "Inbox"', current_database()); END $$`;
  await withClient(url, (client) => client.query(`CREATE SCHEMA "Inbox"; ${set}`));
  expect(await (await open(url)).isReady()).toBe(true);
});

it('has one audit chain and one submission for each id, whichever process is used', async () => {
  const { stores } = await openTwo();
  const all = Array.from({ length: 40 }, () => submission({ form: 'mentee', duplicates: 'of-round' }));
  const answers = await Promise.all(
    all.flatMap((each) => stores.flatMap((store) => [1, 2].map(() => store.accept(each)))),
  );
  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(all.length);
  expect(await unbroken(stores[0])).toBe(all.length);
  // All are from one applicant, so all but the first are duplicates of it.
  const [first] = await stores[1].list({ order: 'oldest', limit: 1 });
  const listed = await stores[1].list({ limit: 100 });
  expect(listed.filter(({ duplicateOf }) => duplicateOf === first?.submissionId)).toHaveLength(all.length - 1);
});

it('counts the uses of all processes together', async () => {
  const { stores } = await openTwo();
  const limits = stores.map((store) => store.limiter('test', [{ points: 7, seconds: 60 }]));
  const waits = await Promise.all(Array.from({ length: 10 }, () => limits.map((limit) => limit('one'))).flat());
  expect(waits.filter((wait) => wait === 0)).toHaveLength(7);
});

it('refuses a key again without the database, until a use is given back', async () => {
  const url = (await postgresForTest())!;
  const store = await open(url);
  const limit = store.limiter('test', [{ points: 1, seconds: 60 }]);
  await limit('one');
  expect(await limit('one')).toBeGreaterThan(0);
  await withClient(url, async (client) => {
    await client.query('BEGIN; LOCK TABLE throttle');
    const waits = await Promise.all(Array.from({ length: 100 }, () => limit('one')));
    expect(Math.min(...waits)).toBeGreaterThan(50);
    await client.query('ROLLBACK');
  });
  await limit.giveBack('one');
  expect(await limit('one')).toBe(0);
});

it('stores once what arrived while its connections were cut', async () => {
  const { url, stores } = await openTwo();
  const all = Array.from({ length: 60 }, () => submission());
  const cut = () =>
    withClient(url, (client) =>
      client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
    );
  const stored = new Set<string>();
  await Promise.all([
    ...all.map(async (each, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 10));
      for (;;) {
        try {
          stored.add((await stores[index % 2]!.accept(each)).submissionId);
          return;
        } catch (error) {
          // After a cut during a commit, the sender sends it again.
          expect(error).toBeInstanceOf(StoreUnavailable);
        }
      }
    }),
    (async () => {
      for (let time = 0; time < 6; time += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await cut();
      }
    })(),
  ]);
  expect(stored.size).toBe(all.length);
  const counted = await stores[0].count({}).catch(() => stores[0].count({}));
  expect(counted).toBe(all.length);
  expect(await unbroken(stores[0])).toBe(all.length);
});

it('refuses a write when another process holds the lock too long, and stores the next one after it', async () => {
  const url = (await postgresForTest())!;
  const store = await open(url);
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    await client.query(writeLock);
    await expect(store.accept(submission())).rejects.toThrow(StoreUnavailable);
    // Reads do not wait for the lock.
    expect(await store.count({})).toBe(0);
    await client.query('ROLLBACK');
  });
  await store.accept(submission());
  expect(await store.count({})).toBe(1);
}, 30_000);

it('commits durably whatever the settings of the database', async () => {
  const url = (await postgresForTest())!;
  const name = new URL(url).pathname.slice(1);
  await withClient(url, (client) => client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`));
  onTestFinished(() =>
    withClient(url, async (client) => {
      await client.query(`ALTER DATABASE ${name} RESET ALL`);
    }),
  );
  const store = await open(url);
  await withClient(url, (client) =>
    client.query(`CREATE TABLE heard AS SELECT ''::text AS mode;
      CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN UPDATE heard SET mode = current_setting('synchronous_commit'); RETURN NEW; END $$;
      CREATE TRIGGER hear AFTER INSERT ON submission FOR EACH ROW EXECUTE FUNCTION hear()`),
  );
  onTestFinished(() =>
    withClient(url, async (client) => {
      await client.query('DROP FUNCTION hear CASCADE; DROP TABLE heard');
    }),
  );
  await store.accept(submission());
  const { rows } = await withClient(url, (client) => client.query('SELECT mode FROM heard'));
  expect(rows).toEqual([{ mode: 'on' }]);
});

it('runs every look-up of a submission by an index on all its conditions', async () => {
  const plan = await withClient((await postgresForTest())!, async (client) => {
    await client.query(`INSERT INTO submission (form, submission_id, reference, status, form_version, received_at, key_id,
        nonce, box, body_code, email_code, repeat_code)
      SELECT 'ask', n, 'ABCDEFGH', 'new', '1', '2027-01-15T12:00:00.000Z', 'k1', '', '', '', n::text::bytea, n::text::bytea
      FROM generate_series(1, 2000) AS n; ANALYZE submission; SET plan_cache_mode = force_generic_plan`);
    await client.query(`PREPARE take AS ${take.text}`);
    const nothing = Array<string>(20).fill('NULL').join();
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE take(${nothing})`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).not.toContain('Seq Scan on submission');
  for (const searched of [
    '((submission_id = $2) AND (form = $1))',
    '((repeat_code = $14) AND (form = $1))',
    '((email_code = $13) AND (form = $1))',
  ])
    expect(plan).toContain(`Index Cond: ${searched}`);
});

it('names the host that it could not reach, without the password', async () => {
  const opening = openPostgresStore('postgres://inbox:secret@127.0.0.1:1/inbox', testLink, testHide);
  await expect(opening).rejects.toThrow(StoreUnavailable);
  const message = await opening.catch((error: unknown) => String(error));
  expect(message).toContain('127.0.0.1:1/inbox cannot be opened');
  expect(message).not.toContain('secret');
});

it('stops reading with an error when the database stops answering', async () => {
  const url = (await postgresForTest())!;
  const store = await open(url);
  await store.accept(submission());
  const proxy = await silentProxy(url);
  onTestFinished(proxy.close);
  const pool = connections(proxy.url, 1, { statementMs: 100, idleMs: 60_000 });
  const tables: string[] = [];
  const read = async () => {
    for await (const { table } of rows(pool)) {
      tables.push(table);
      proxy.fallSilent();
    }
  };
  await expect(read().catch(refuse)).rejects.toThrow('The database did not answer in time.');
  expect(tables).toEqual(['submission']);
  await pool.end();
});

it('names a database that does not open and says why, without its password', async () => {
  const url = (await postgresForTest())!;
  const { password } = new URL(url);
  const refusal = (given: string) =>
    openPostgresStore(given, testLink, testHide).then(
      () => 'opened',
      (error: unknown) => [error instanceof CannotOpen, (error as Error).message].join(' '),
    );
  const nothing = String(await freePort());
  expect(await refusal(Object.assign(new URL(url), { port: nothing }).href)).toMatch(
    new RegExp(`^true The database at 127.0.0.1:${nothing}/\\w+ cannot be opened: connect ECONNREFUSED`),
  );
  expect(await refusal(Object.assign(new URL(url), { pathname: '/nowhere' }).href)).toContain(
    '"nowhere" does not exist',
  );
  expect(await refusal(Object.assign(new URL(url), { password: 'wrong-one' }).href)).not.toContain('wrong-one');
  await withClient(url, (client) => client.query("INSERT INTO kysely_migration VALUES ('9999-later', '2030')"));
  onTestFinished(async () => {
    await withClient(url, (client) => client.query("DELETE FROM kysely_migration WHERE name = '9999-later'"));
  });
  const later = await refusal(url);
  expect(later).toMatch(/^true .* a later version of this site made it \(9999-later\)/);
  expect(later).not.toContain(password);
});
