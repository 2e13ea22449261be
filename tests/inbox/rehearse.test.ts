/** A round that is played from its opening to its report, over both changes of the clocks, on each database. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { Rehearsal } from '#inbox/rehearse/rehearse.ts';
import { siteFolder } from '#site-folder';
import type { SiteConfig } from '#src/site-schema.ts';
import { postgresForTest } from './support/database.ts';
import { temporaryFolder } from './support/inbox.ts';
import { run } from './support/run-command.ts';

const sizes = { mentees: 14, mentors: 12, questions: 14 };

/** Mails that no rehearsal writes, and why. */
const unwritten = [
  'receipt-contact', // A message to the team is no part of a round.
  'imported-mentor', // Whom staff import offered in an earlier year.
  ...['matched-mentee', 'matched-mentor'], // The introduction goes in their place.
];

/** One round in each zone: its middle, or its end, is the day on which the clocks change. */
const zones = [
  { timeZone: 'Europe/London', midPoint: '2027-03-28', endSurvey: '2027-04-16', utcHours: ['09', '08', '08'] },
  { timeZone: 'Australia/Sydney', midPoint: '2027-03-14', endSurvey: '2027-04-04', utcHours: ['22', '22', '23'] },
];

/** What differs on PostgreSQL does not depend on the zone. */
const played = inject('postgres') ? zones.slice(1) : zones;

describe.each(played)('a round in $timeZone', ({ timeZone, midPoint, endSurvey, utcHours }) => {
  beforeEach(() => {
    vi.resetModules();
    vi.doMock('#site', async (importOriginal) => {
      const original = await importOriginal<{ site: SiteConfig }>();
      return { ...original, site: { ...original.site, timeZone } };
    });
  });
  afterEach(() => {
    vi.doUnmock('#site');
    vi.resetModules();
  });

  async function play(postgres?: string): Promise<Rehearsal> {
    const { forms } = await import('#forms/registry.ts');
    const { toRound } = await import('#forms/dates/deadline.ts');
    const { readTemplates } = await import('#inbox/mail/templates.ts');
    const { rehearse } = await import('#inbox/rehearse/rehearse.ts');
    const round = toRound('2026-27', {
      ...{ title: '2026/27', opens: '2027-01-04T09:00', closes: '2027-01-17T23:59', decisionBy: '2027-01-29' },
      ...{ cycleStarts: '2027-02-08', cycleEnds: '2027-04-18', midPoint, endSurvey, example: true },
    });
    const folder = temporaryFolder();
    const database =
      postgres === undefined
        ? ({ kind: 'sqlite', path: join(folder, 'inbox.sqlite'), isThrowAway: true } as const)
        : ({ kind: 'postgres', url: postgres } as const);
    return rehearse({
      ...{ round, forms, database, folder, sizes, seed: 'test', notify: 'team@example.com' },
      keyFile: join(folder, 'inbox.key'),
      templates: readTemplates(join(siteFolder, 'content/mail')),
      siteUrl: 'https://mentoring.example/below',
    });
  }

  it('asks at nine by the clocks of the site, tells nobody twice, and sends the same on each database', async () => {
    const played = await play();
    const kinds = ['start', 'middle', 'end'].map((kind) =>
      played.mails.filter((mail) => mail.kind === `check-in-${kind}`),
    );
    for (const [index, mails] of kinds.entries()) {
      expect(mails.length).toBeGreaterThan(2);
      expect(new Set(mails.map(({ at }) => at.toISOString().slice(11, 16)))).toEqual(
        new Set([`${utcHours[index]}:05`]),
      );
    }
    // Some say the same on another day: the team's mail of a morning, and those about a question, which may come again or be another one.
    const again = ['digest', 'times-wanted', 'times-reminder', 'question-withdrawn'];
    const told = played.mails.map(({ at, kind, message }) =>
      [kind, message.to, message.text, again.includes(kind) ? at.toISOString() : ''].join('\n'),
    );
    expect(told.filter((mail, index) => told.indexOf(mail) !== index)).toEqual([]);
    const { templateName } = await import('#inbox/template-names.ts');
    const formOf = new Map(played.people.map(({ email, form }) => [email, form.id]));
    const nameOf = ({ kind, message: { to, subject } }: Rehearsal['mails'][number]) => {
      if (kind === 'matched') return 'introduction';
      if (kind === 'notice') return subject.startsWith('From a pair') ? 'notice-pair' : 'notice';
      return kind.startsWith('digest') ? 'digest' : templateName(kind, formOf.get(to)!);
    };
    const written = new Set(played.mails.map(nameOf));
    const files = readdirSync(join(siteFolder, 'content/mail')).map((file) => file.replace('.md', ''));
    expect(files.filter((name) => !written.has(name) && !unwritten.includes(name))).toEqual([]);
    expect(played.report.sections[0]!.figures[0]!.value).toBeGreaterThan(0);

    const postgres = await postgresForTest();
    if (postgres !== undefined) expect(seen(await play(postgres))).toEqual(seen(played));
  }, 900_000);
});

/** What people see of the mails: links are secret, and differ each time. */
const seen = ({ mails }: Rehearsal) =>
  mails.map(({ at, kind, message: { to, subject, text } }) => ({
    ...{ at: at.toISOString(), kind, to, subject },
    text: text.replace(/\/my\/[\w-]{43}/g, '/my/…'),
  }));

describe('the command rehearse', () => {
  const few = ['--mentees', '6', '--mentors', '3', '--questions', '2'];

  it('writes every mail into a folder, and touches no database', async () => {
    const folder = temporaryFolder();
    const inbox = { databasePath: join(folder, 'data/inbox.sqlite'), keyFile: join(folder, 'keys/inbox.key') };
    const to = join(folder, 'rehearsal');
    const { out } = await run(inbox, ['rehearse', '2026-27', to, ...few]);
    expect([existsSync(inbox.databasePath), existsSync(inbox.keyFile)]).toEqual([false, false]);
    const count = Number(/(\d+) mails/.exec(out)?.[1]);
    const files = readdirSync(join(to, 'mails'));
    expect(files.filter((file) => file.endsWith('.html'))).toHaveLength(count);
    expect(files.some((file) => file.endsWith('.ics'))).toBe(true);
    const index = readFileSync(join(to, 'index.html'), 'utf8');
    for (const file of files) expect(index).toContain(`href="mails/${file}"`);
    await expect(run(inbox, ['rehearse', '2026-27', to, ...few])).rejects.toThrow('is not empty');
  });

  it('says what to type instead of a round or a number that it cannot use', async () => {
    const inbox = { databasePath: join(temporaryFolder(), 'inbox.sqlite'), keyFile: 'none' };
    await expect(run(inbox, ['rehearse', '1999'])).rejects.toThrow('There is no round "1999". There are: 2026-27');
    await expect(run(inbox, ['rehearse', '2026-27', '--mentees', 'many'])).rejects.toThrow('--mentees takes a whole');
  });
});
