/** A round that is played from its opening to its report, over both changes of the clocks, on each database. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { addDays } from '#forms/dates/calendar.ts';
import { toRound } from '#forms/dates/deadline.ts';
import { forms } from '#forms/registry.ts';
import { rehearse, type Rehearsal } from '#inbox/rehearse/rehearse.ts';
import { templateName } from '#inbox/template-names.ts';
import { siteFolder } from '#site-folder';
import { postgresForTest } from './support/database.ts';
import { temporaryFolder, templates } from './support/inbox.ts';
import { run } from './support/run-command.ts';

const sizes = { mentees: 14, mentors: 12, questions: 14 };

/** Mails that no rehearsal writes, and why. */
const unwritten = [
  'receipt-contact', // A message to the team is no part of a round.
  'imported-mentor', // Whom staff import offered in an earlier year.
  ...['matched-mentee', 'matched-mentor'], // The introduction goes in their place.
];

/**
 * A round over each change of the clocks in Toronto, which is on the day of its middle or of its end, with the hours in UTC at which it is nine.
 * In the second, no mentor moves a meeting.
 */
const rounds = [
  { change: 'forward', later: 0, days: ['2027-03-14', '2027-04-16'], utcHours: [14, 13, 13], missing: [] },
  { change: 'back', later: 217, days: ['2027-10-17', '2027-11-07'], utcHours: [13, 13, 14], missing: ['moved-mentor'] },
];

/** What differs on PostgreSQL does not depend on the clocks. */
const played = inject('postgres') ? rounds.slice(1) : rounds;

describe.each(played)('a round in which the clocks go $change', ({ later, days, utcHours, missing }) => {
  function play(postgres?: string): Promise<Rehearsal> {
    const day = (written: string) => addDays(written, later);
    const round = toRound('2026-27', {
      ...{ title: '2026/27', opens: `${day('2027-01-04')}T09:00`, closes: `${day('2027-01-17')}T23:59` },
      ...{ decisionBy: day('2027-01-29'), cycleStarts: day('2027-02-08'), cycleEnds: day('2027-04-18') },
      ...{ midPoint: days[0], endSurvey: days[1], example: true },
    });
    const folder = temporaryFolder();
    const database =
      postgres === undefined
        ? ({ kind: 'sqlite', path: join(folder, 'inbox.sqlite'), isThrowAway: true } as const)
        : ({ kind: 'postgres', url: postgres } as const);
    return rehearse({
      ...{ round, forms, database, folder, sizes, seed: 'test', notify: 'team@example.com', templates },
      keyFile: join(folder, 'inbox.key'),
      siteUrl: 'https://mentoring.example/below',
    });
  }

  it('asks at nine by the clocks of the site, tells nobody twice, and sends the same on each database', async () => {
    const played = await play();
    for (const [index, kind] of ['start', 'middle', 'end'].entries()) {
      const mails = played.mails.filter((mail) => mail.kind === `check-in-${kind}`);
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
    const formOf = new Map(played.people.map(({ email, form }) => [email, form.id]));
    const nameOf = ({ kind, message: { to, subject } }: Rehearsal['mails'][number]) => {
      if (kind === 'matched') return 'introduction';
      if (kind === 'notice') return subject.startsWith('From a pair') ? 'notice-pair' : 'notice';
      return kind.startsWith('digest') ? 'digest' : templateName(kind, formOf.get(to)!);
    };
    const written = new Set(played.mails.map(nameOf));
    const files = readdirSync(join(siteFolder, 'content/mail')).map((file) => file.replace('.md', ''));
    expect(files.filter((name) => !written.has(name) && !unwritten.includes(name))).toEqual(missing);
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
  // So many questions that some are withdrawn, moved and cancelled on the same day.
  const few = ['--mentees', '3', '--mentors', '12', '--questions', '60'];

  it('writes every mail into a folder, and touches no database', async () => {
    const folder = temporaryFolder();
    const inbox = { databasePath: join(folder, 'data/inbox.sqlite'), keyFile: join(folder, 'keys/inbox.key') };
    const to = join(folder, 'rehearsal');
    const { out } = await run(inbox, ['rehearse', '2026-27', to, ...few]);
    expect([existsSync(inbox.databasePath), existsSync(inbox.keyFile)]).toEqual([false, false]);
    expect(out).toMatch(/^Playing (.+) with .+\nPlayed \1 with /);
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
    await expect(run(inbox, ['rehearse'])).rejects.toThrow('Name a round. There are: 2026-27');
    await expect(run(inbox, ['rehearse', '1999'])).rejects.toThrow('There is no round "1999". There are: 2026-27');
    await expect(run(inbox, ['rehearse', '2026-27', '--mentees', 'many'])).rejects.toThrow('--mentees takes a whole');
  });
});
