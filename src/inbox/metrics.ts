import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from './clock.ts';
import { mostBackMs } from './stores/judge-clock.ts';
import type { Store } from './stores/store.ts';
import { isBackupName } from './services/backups.ts';

interface Watched {
  store: Store;
  clock: Clock;
  /** Folder of the hourly backups. */
  backupFolder: string;
}

export interface Metrics {
  /** Counts a submission. `outcome` is its result or the code of its refusal. */
  countSubmission: (form: string, outcome: string, ms: number) => void;
  /** Counts a staff page by its route pattern, which has no id. */
  countPage: (route: string, status: number, ms: number) => void;
  /** Returns all metrics in Prometheus' text format. */
  read: () => Promise<string>;
  /** Adds metrics of the process: memory, processor, event loop delay. */
  watchProcess: () => void;
}

/** In seconds, from unnoticeable to unbearable. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Creates the inbox's metrics. They are numbers; no label comes from a submission. */
export function createMetrics({ store, clock, backupFolder }: Watched): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const submissions = new Counter({
    name: 'inbox_submissions_total',
    help: 'What came to a form, by what became of it',
    labelNames: ['form', 'outcome'],
    registers,
  });
  const submissionSeconds = new Histogram({
    name: 'inbox_submission_seconds',
    help: 'How long answering it took, stored on the disk included',
    labelNames: ['form'],
    buckets,
    registers,
  });
  const pageSeconds = new Histogram({
    name: 'inbox_page_seconds',
    help: 'How long a staff page took',
    labelNames: ['route', 'status'],
    buckets,
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const mails = gauge(
    'inbox_mails',
    'Mails: to be sent, of which failing; given up; held since a restore; sent and returned',
    ['state'],
  );
  const oldest = gauge('inbox_oldest_unsent_mail_seconds', 'For how long the one waits that waits longest');
  const mailOutage = gauge('inbox_mail_outage_seconds', 'For how long no mail goes out; 0 while it does');
  const backup = gauge('inbox_backup_age_seconds', 'Since the newest hourly backup; +Inf where there is none');
  const unread = gauge('inbox_unread', 'Submissions that nobody has opened');
  const doubted = gauge('inbox_clock_doubted', '1 while nothing is erased by age, because the clock moved');
  const ready = gauge('inbox_database_ready', '1 where submissions can be taken');

  /** Reads the values that are not counted as they happen. */
  async function look(): Promise<void> {
    const now = clock().getTime();
    backup.set(secondsSince(newestBackup(backupFolder, now), now));
    const isReady = await store.isReady().catch(() => false);
    ready.set(isReady ? 1 : 0);
    if (!isReady) return;
    const outage = await store.mailOutage();
    mailOutage.set(outage ? Math.max(1, secondsSince(Date.parse(outage.since), now)) : 0);
    const { oldest: since, ...states } = await store.mailCounts();
    for (const [state, count] of Object.entries(states)) mails.set({ state }, count);
    oldest.set(since === null ? 0 : secondsSince(Date.parse(since), now));
    doubted.set((await store.clock())?.doubt ? 1 : 0);
    unread.set((await store.counts({})).unread);
  }

  return {
    countSubmission(form, outcome, ms) {
      submissions.inc({ form, outcome });
      submissionSeconds.observe({ form }, ms / 1_000);
    },
    countPage: (route, status, ms) => pageSeconds.observe({ route, status: String(status) }, ms / 1_000),
    async read() {
      await look();
      return registry.metrics();
    },
    watchProcess: () => collectDefaultMetrics({ register: registry }),
  };
}

/**
 * Returns when the newest backup was made, in milliseconds since 1970; -Infinity if there is none. A backup dated in
 * the future is ignored.
 */
function newestBackup(folder: string, now: number): number {
  try {
    const names = readdirSync(folder).filter(isBackupName);
    const instants = names.map((name) => statSync(join(folder, name)).mtimeMs);
    return Math.max(-Infinity, ...instants.filter((at) => at <= now + mostBackMs));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return -Infinity;
    throw error;
  }
}

/** An instant in the future gives Infinity, because its true age is unknown. */
const secondsSince = (then: number, now: number) =>
  then > now + mostBackMs ? Infinity : Math.max(0, Math.round((now - then) / 1_000));
