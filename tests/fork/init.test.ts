import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { globSync } from 'tinyglobby';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { site as starter } from '../../starter/site.config.ts';
import { answersOf } from '../inbox/support/answers.ts';
import { type Clone, cloneOf, engineRepository } from '../support/clone.ts';
import { startInbox } from '../support/inbox-process.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';

const answers = `
name: Harbour Mentors
university: University of Sydney Harbour
shortName: Harbour
team: Student Futures
timeZone: Australia/Sydney
country: AU
emergency: 000
language: en-AU
url: https://harbour.example/mentoring/
graduateYears: 4
mailDomains: student.harbour.example
studentNumber: h1234567
scheme: Harbour Mentoring Program
oneMeeting: Coffee with a Mentor
`;

/** A round of the southern summer and the first instant after its last minute, which daylight saving time moves. */
const round = `title: Summer 2027
opens: 2026-10-05T09:00
closes: 2027-03-12T23:59
decisionBy: 2027-04-09
cycleStarts: 2027-04-16
cycleEnds: 2027-09-17
`;
const closes = '2027-03-12T13:00:00.000Z';

const student = {
  email: 'h1234567@student.harbour.example',
  studentNumber: 'h1234567',
};

/** Starts the server of a made site at an instant, hands it answers, and returns its status and the mail to the applicant, if one is sent. */
async function applyAt(clone: Clone, instant: string): Promise<{ status: number; mail: string | undefined }> {
  const folder = mkdtempSync(join(clone.folder, 'server-'));
  const env = { NODE_OPTIONS: '', CLOCK: instant, SITE_FOLDER: join(clone.folder, 'dist') };
  const entry = join(clone.folder, 'src/inbox/main.ts');
  const { address } = await startInbox(folder, env, onTestFinished, entry, clone.folder);
  const answered = await fetch(new URL('/mentoring/f/mentee', address), {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(answersOf('mentee', student)),
  });
  if (!answered.ok) return { status: answered.status, mail: undefined };
  const mails = () => globSync('data/mail/*', { cwd: folder, absolute: true }).map((path) => readFileSync(path));
  const received = await vi.waitFor(
    async () => {
      const all = await Promise.all(mails().map((bytes) => PostalMime.parse(bytes)));
      return (
        all.find(({ to }) => to?.some((each) => each.address === student.email)) ??
        Promise.reject(new Error('No mail.'))
      );
    },
    { timeout: 60_000, interval: 200 },
  );
  return { status: answered.status, mail: received.text };
}

/** Names of the starter that no made site may hold. */
const starterNames = [
  starter.name,
  starter.organisation.name,
  starter.organisation.shortName,
  starter.contacts.team,
  starter.schemes.mentoring!.name,
  starter.schemes.mentoring!.page,
  starter.schemes.question!.name,
  starter.schemes.question!.page,
  starter.students.mailDomains[0]!,
];

describe('npm run init', () => {
  it(
    'makes a site that passes the content check and builds, without a name of the starter',
    { timeout: 600_000 },
    async () => {
      const clone = cloneOf(engineRepository());
      const file = join(clone.folder, 'answers.yaml');
      writeFileSync(file, answers);
      clone.commitAll('Answers');

      const asked = clone.run('src/commands/init.ts', '--from', file);
      expect(asked).toMatchObject({ code: 1, output: expect.stringContaining('Nothing has been changed.') as string });
      expect(asked.output).toMatch(/content\/guidance \(\d+\)/);
      expect(clone.git('status', '--porcelain')).toBe('');

      const { code, output } = clone.run('src/commands/init.ts', '--from', file, '--yes');
      expect(output).toMatch(/\d+ content files checked\./);
      expect(output).not.toMatch(/needs? attention/);
      expect(output).toContain('content/pages/support.mdx:');
      expect(output).toContain('student numbers have h and 7 digits');
      expect(code).toBe(0);

      const paths = globSync(['content/**', 'src/site.config.ts'], { cwd: clone.folder });
      const text = paths.map((path) => `${path}\n${readFileSync(join(clone.folder, path), 'utf8')}`).join('\n');
      expect(starterNames.filter((name) => text.includes(name))).toEqual([]);
      expect(text).toContain('**Students** of the University of Sydney Harbour');
      expect(text).toContain("emergency: '000'");
      expect(globSync('content/guidance/*/index.mdx', { cwd: clone.folder })).toHaveLength(3);
      expect(clone.git('status', '--porcelain', '--', 'src', 'starter', 'tests').trim()).toBe('M src/site.config.ts');

      const unformatted = clone.run(
        'node_modules/prettier/bin/prettier.cjs',
        '--check',
        'content',
        'src/site.config.ts',
      );
      expect(unformatted.output).toContain('All matched files use Prettier code style!');

      rmSync(join(clone.folder, 'content/rounds'), { recursive: true });
      mkdirSync(join(clone.folder, 'content/rounds'));
      writeFileSync(join(clone.folder, 'content/rounds/2027-summer.yaml'), round);
      const built = clone.run('src/commands/build.ts');
      expect(built.output).toContain('Complete!');
      const page = readFileSync(join(clone.folder, 'dist/harbour-mentoring-program/index.html'), 'utf8');
      expect(page).toContain('Harbour Mentors');
      expect(page).toContain('Sydney time');

      // The page, the calendar, the server and the mail agree on the deadline and on the day of decisions.
      expect(page).toContain(`data-closes="${closes.replace(':00.000Z', 'Z')}"`);
      expect(page.replace(/[\u00a0\u202f]/g, ' ')).toContain('11:59 pm on Friday 12 March 2027');
      const calendar = new ICAL.Component(
        ICAL.parse(readFileSync(join(clone.folder, 'dist/dates.ics'), 'utf8')) as unknown[],
      );
      const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
      const dates = (id: string) => events.find(({ uid }) => uid.startsWith(`2027-summer-${id}@`))!;
      expect(dates('closes').endDate.toJSDate().toISOString()).toBe(closes);
      expect(dates('decision').startDate.toString()).toBe('2027-04-09');
      const inTime = await applyAt(clone, new Date(Date.parse(closes) - 60_000).toISOString());
      expect(inTime.status).toBe(200);
      expect(inTime.mail!.replace(/\s+/g, ' ')).toContain('Friday 9 April 2027');
      expect((await applyAt(clone, closes)).status).toBe(403);

      clone.commitAll('Our site');
      expect(clone.run('src/commands/init.ts', '--from', file, '--yes')).toMatchObject({
        code: 1,
        output: expect.stringMatching(/^This is your own site already/) as string,
      });
    },
  );

  const variants = [
    {
      what: 'without rounds, questions, tools, offers to mentor and a form to write to the team',
      change: (text: string) =>
        `${text.replace(/oneMeeting: .*/, 'oneMeeting: none\noneMeetingPage:\nrounds: no')}tools: none
mentors: no
contactForm: no
email: mentoring@harbour.example
`,
      page: 'harbour-mentoring-program',
    },
    {
      what: 'with questions only, whose name has an apostrophe and whose address is its own',
      change: (text: string) =>
        text
          .replace(/scheme: .*/, 'scheme: none')
          .replace(/oneMeeting: .*/, "oneMeeting: L'heure du café\noneMeetingPage: cafe"),
      page: 'cafe',
    },
  ];
  it.each(isWholeMatrix ? variants : variants.slice(0, 1))(
    'makes a site $what, which passes the check and builds',
    { timeout: 600_000 },
    ({ change, page }) => {
      const clone = cloneOf(engineRepository());
      const file = join(clone.folder, 'answers.yaml');
      writeFileSync(file, change(answers));
      clone.commitAll('Answers');
      const { code, output } = clone.run('src/commands/init.ts', '--from', file, '--yes');
      expect(output).toMatch(/\d+ content files checked\./);
      expect(output).not.toMatch(/needs? attention/);
      expect(code).toBe(0);
      expect(globSync('content/rounds/*', { cwd: clone.folder })).toEqual([]);
      const named = globSync(['content/{mail,pages}/*', 'content/tasks.yaml'], { cwd: clone.folder }).filter((path) =>
        /\brounds?\b(?! of)|the deadline/.test(readFileSync(join(clone.folder, path), 'utf8').replace(/^#.*$/gm, '')),
      );
      expect(named).toEqual([]);
      const config = join(clone.folder, 'src/site.config.ts');
      const emptied = readFileSync(config, 'utf8').replace(/(menu|footer): \[\n[\s\S]*?\n {2}\],/g, '$1: [],');
      expect(emptied).toMatch(/menu: \[\],[\s\S]*footer: \[\],/);
      writeFileSync(config, emptied);
      const built = clone.run('src/commands/build.ts');
      expect(built.output).toContain('Complete!');
      // Rolldown also warns where a plugin takes most of a slow build, which says nothing of the site.
      expect(stripVTControlCharacters(built.output)).not.toMatch(/\[WARN\](?! \[vite\] \[PLUGIN_TIMINGS\])/);
      const html = readFileSync(join(clone.folder, 'dist', page, 'index.html'), 'utf8');
      expect(html).not.toMatch(/data-closes|aria-label="(Main|Menu)"|class="menu"/);
    },
  );

  it(
    'changes nothing while there are changes in no commit, or answers that cannot be used',
    { timeout: 120_000 },
    () => {
      const clone = cloneOf(engineRepository());
      const file = join(clone.folder, 'answers.yaml');
      writeFileSync(file, answers.replace('Australia/Sydney', 'Sydney').replace('country: AU', 'county: AU'));
      const dirty = clone.run('src/commands/init.ts', '--from', file, '--yes');
      expect(dirty.output).toBe(
        'There are changes that are in no commit. Commit them or take them back, then try again:\n  answers.yaml\n',
      );
      clone.commitAll('Answers');
      const { code, output } = clone.run('src/commands/init.ts', '--from', file, '--yes');
      expect(code).toBe(1);
      expect(output).toContain('timeZone: Write the name of a zone by its city');
      expect(output).toContain('country: Write the two letters of a country');
      expect(output).toContain('county: there is no such answer.');
      expect(clone.git('status', '--porcelain')).toBe('');
    },
  );
});
