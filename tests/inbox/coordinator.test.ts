/** A round as large as a real one, from its closing to the next round, by the pages that a coordinator has. */
import '../support/in-london.ts';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { toRound } from '#forms/dates/deadline.ts';
import { forms } from '#forms/registry.ts';
import { sendDueMail } from '#inbox/mail/outbox-worker.ts';
import { castOf, type CastSizes, type MadeUpPerson } from '#inbox/rehearse/cast.ts';
import type { Message } from '#inbox/mail/mailer.ts';
import { askToStay } from '#inbox/services/staying.ts';
import { isWholeMatrix } from '../support/whole-matrix.ts';
import { staffWith, type Staff } from './support/clicks.ts';
import { round, templates } from './support/inbox.ts';
import { outboxOf } from './support/mail-faults.ts';
import { openStaffInbox } from './support/staff.ts';

const nextRound = toRound('2027-28', {
  ...{ title: '2027/28', opens: '2027-08-01T09:00', closes: '2027-09-10T23:59', decisionBy: '2027-10-01' },
  ...{ cycleStarts: '2027-10-11', cycleEnds: '2028-01-14', example: true },
});

/** A round as large as a real one takes a minute; a fifth of it takes the same way. */
const { places, next, ...sizes } = isWholeMatrix
  ? { places: 125, mentees: 250, mentors: 90, questions: 60, next: { mentees: 60, mentors: 0, questions: 5 } }
  : { places: 25, mentees: 50, mentors: 18, questions: 12, next: { mentees: 12, mentors: 0, questions: 1 } };

/** Returns the people of a round. All mentors take mentees, and the first have two places. */
function peopleOf(seed: string, counts: CastSizes, of: typeof round): MadeUpPerson[] {
  const all = castOf(seed, counts, forms, of);
  const first = all.findIndex(({ form }) => form.id === 'mentor');
  return all.map((person, index) =>
    person.form.id !== 'mentor'
      ? person
      : {
          ...person,
          answers: {
            ...person.answers,
            programmes: 'peer-mentoring',
            capacity: index - first < places - counts.mentors ? '2' : '1',
            keepUntil: '2027-08-31',
          },
        },
  );
}

async function openRound() {
  const inbox = await openStaffInbox({}, { rounds: [nextRound, round] });
  let now = Date.parse('2027-01-15T12:00:00.000Z');
  return {
    ...inbox,
    at(instant: string) {
      now = Date.parse(instant);
      inbox.setClock(instant);
    },
    async apply(people: readonly MadeUpPerson[]) {
      for (const { form, submissionId, answers } of people) {
        const response = await inbox.postJson(form.id, { ...answers, submission_id: submissionId, elapsed: '90000' });
        expect([form.id, response.status]).toEqual([form.id, 200]);
      }
    },
    /** Returns the mails that go out. */
    async mails(): Promise<Message[]> {
      const sent: Message[] = [];
      const { outbox } = outboxOf(inbox, { send: (message) => Promise.resolve(void sent.push(message)) });
      const source = { ...outbox.source, rounds: [nextRound, round] };
      await sendDueMail({ ...outbox, source, clock: () => new Date(now) });
      return sent;
    },
    /** Returns the figures of the first round, on the page and in the spreadsheet. */
    async report(cookie: string) {
      const page = await (await inbox.get('/inbox/report/?round=2026-27', cookie)).text();
      const file = await inbox.get('/inbox/report/2026-27.xlsx', cookie);
      const parts = Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer())));
      return {
        page: /<div class="report">[\s\S]*<\/div>/.exec(page)![0],
        sheets: parts
          .filter(([name]) => /worksheets|sharedStrings/.test(name))
          .map(([name, bytes]) => `${name} ${Buffer.from(bytes).toString('latin1')}`),
      };
    },
  };
}

/** Looks at every pair that the bench names, gives one mentee another mentor, and publishes. */
async function matchRound(staff: Staff, title: string): Promise<void> {
  await staff.follow('Matching');
  await staff.follow(`Match ${title}`);
  await staff.press('Propose matches');
  await staff.follow(/^The weakest/);
  await staff.follow(/^Change .*’s mentor$/);
  await staff.press(/^Choose/);
  await staff.follow(/^To look at/);
  if (staff.count('Lock them') > 0) await staff.press('Lock them', { all: 'yes' });
  await staff.follow('Publish…');
  await staff.press(/^Publish \d+ pairs in this way$/, {
    how: 'match',
    ...(staff.page.includes('id="looked"') ? { looked: 'yes' } : {}),
  });
}

describe(`a round of ${sizes.mentees} mentees, ${places} places and ${sizes.questions} questions`, () => {
  it('is matched, looked through and published in sixty clicks, tells everybody once, and leaves next year free', async () => {
    const inbox = await openRound();
    const people = peopleOf('this year', sizes, round);
    await inbox.apply(people);
    await inbox.mails();
    inbox.at('2027-02-12T09:00:00.000Z');

    const kim = staffWith(inbox, await inbox.login('kim'));
    await kim.open('/inbox/match/2026-27/');
    expect(kim.page).not.toContain('People can apply until');
    await kim.open('/inbox/match/');
    expect(kim.page).toContain('Closed at 11.59pm on Thursday 11\u00a0February 2027');
    await kim.open('/inbox/?form=mentor');
    await kim.press('Change', { all: 'yes', to: 'eligible' });
    if (isWholeMatrix) {
      await kim.follow(/^Next/);
      await kim.press('Change', { all: 'yes', to: 'eligible' });
    }
    await matchRound(kim, '2026/27');
    expect(kim.page).toContain(`${places} pairs matched.`);
    expect(kim.clicks).toBeLessThanOrEqual(60);
    const matches = await inbox.store.matches();
    expect(matches).toHaveLength(places);
    // One mail to each side of each pair, and to nobody else: it names both, so nobody is introduced by hand.
    const addressOf = new Map(people.map(({ submissionId, email }) => [submissionId, email]));
    const known = new Set(addressOf.values());
    const wanted = matches.flatMap(({ mentee, mentor }) => {
      const both = [mentee, mentor].map(({ submissionId }) => addressOf.get(submissionId)!);
      return both.map((to) => ['matched', to, ...both.toSorted()].join(' '));
    });
    const introduced = (await inbox.mails()).map(({ kind, to, text }) => {
      const named = new Set(text.match(/[\w.]+@[\w.]+\w/g)?.filter((address) => known.has(address)));
      return [kind, to, ...[...named].sort()].join(' ');
    });
    expect(introduced.sort()).toEqual(wanted.sort());
    expect(await inbox.mails()).toEqual([]);

    inbox.at('2027-07-20T09:00:00.000Z');
    const later = staffWith(inbox, await inbox.login('kim'));
    await later.open('/inbox/match/');
    await later.follow('End its pairs of 2026/27');
    await later.press(`End ${places} matches`, { sure: 'yes' });
    expect(later.page).toContain(`${places} matches ended. Their mentors are free again.`);
    expect(await inbox.mails()).toEqual([]);
    const lastYear = await inbox.report(await inbox.login('kim'));
    expect(lastYear.page).toMatch(
      new RegExp(`People matched[^]*?<td>${places}</td>[^]*?Completed[^]*?<td>${places}</td>`),
    );

    // Everybody's time would be over before the next year. All but one stay, by the link in the mail that asks them.
    inbox.at('2027-08-02T14:00:00.000Z');
    await askToStay({ ...inbox, templates }, new Date('2027-08-02T14:00:00.000Z'));
    const asked = await inbox.mails();
    expect(asked.map(({ kind }) => kind)).toEqual(Array.from({ length: sizes.mentors }, () => 'stay'));
    for (const { text } of asked.slice(1)) {
      const path = /\/my\/[\w-]{43}\//.exec(text)![0];
      const page = await (await inbox.get(path)).text();
      const until = /name="until"\s+value="([^"]+)"/.exec(page)![1]!;
      expect((await inbox.send(`${path}stay/`, { until }, {})).headers.get('location')).toMatch(/done=stayed$/);
    }
    const gone = Number(people.find(({ email }) => email === asked[0]!.to)!.answers['capacity']);

    inbox.at('2027-09-01T09:00:00.000Z');
    await inbox.apply(peopleOf('next year', next, nextRound));
    const again = staffWith(inbox, await inbox.login('kim'));
    await again.open('/inbox/match/2027-28/');
    expect(again.page).toMatch(
      new RegExp(
        `${next.mentees} mentees without a mentor\\.\\s+${sizes.mentors - 1} eligible mentors with\\s+${places - gone} free places`,
      ),
    );
    expect(again.page).toContain('Not taking part: 1');
    await matchRound(again, '2027/28');
    // Those who find no mentor among these stay on the list.
    const [, matched] = /(\d+) pairs matched\./.exec(again.page)!;
    expect(Number(matched)).toBeGreaterThan(next.mentees / 2);
    expect(await inbox.report(await inbox.login('kim'))).toEqual(lastYear);
  });
});
