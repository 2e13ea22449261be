import { createApp } from '#inbox/app.ts';
import { forms } from '#forms/registry.ts';
import { readConfig } from '#inbox/config.ts';
import { silentLog } from '#inbox/log.ts';
import { createMetrics } from '#inbox/metrics.ts';
import type { Inbox } from '#inbox/open-inbox.ts';
import { SiteContent } from '#inbox/site-content.ts';
import { hashPassword } from '#inbox/staff/auth/password.ts';
import { statusesOf, type Status } from '#inbox/statuses.ts';
import type { StoredSubmission } from '#inbox/stores/store.ts';
import { sealMeeting } from '#inbox/submissions/sealed-content.ts';
import { openDay, round, templates } from '../../tests/inbox/support/inbox.ts';
import { fill } from './fill.ts';
import { atLeast, exactly, type Row, type Trial } from './row.ts';
import { password } from './staff-of.ts';
import { withInbox } from './stored.ts';

const meetings = [
  { day: '', time: '', place: '' },
  { day: '2027-02-11', time: '14:00', place: 'Room 3' },
  { day: '2027-01-10', time: '14:00', place: 'Room 3' },
  { day: '2027-02-12', time: '15:00', place: 'Room 4' },
] as const;

const textOf = ({ day, time, place }: (typeof meetings)[number]) => `${day} ${time} ${place}`.trim();

/** Every status to every status; for a question, with every meeting to every meeting. */
const cases = forms.flatMap(({ id }) =>
  statusesOf(id).flatMap((before) =>
    statusesOf(id).flatMap((after) =>
      (id === 'ask' ? meetings : meetings.slice(0, 1)).flatMap((current) =>
        (id === 'ask' ? meetings : meetings.slice(0, 1)).map((wanted) => ({
          form: id,
          before,
          after,
          current,
          wanted,
        })),
      ),
    ),
  ),
);

export const row: Row = {
  id: 'K8',
  claim: `${cases.length} changes by staff with "Tell" ticked: each is told, or refused with the reason and not saved`,
  run: (trial) =>
    withInbox(trial, async (inbox) => {
      const save = await signInOfficer(trial, inbox);
      await fill(inbox, forms.length);
      const of = new Map((await inbox.store.list({ limit: forms.length })).map((each) => [each.form, each]));
      const found = { told: 0, refused: 0, silent: 0, savedThough: 0, unexplained: 0 };
      for (const { form, before, after, current, wanted } of cases.slice(0, trial.share(cases.length))) {
        const one = of.get(form)!;
        const fields = { 'was-assigned': '', assigned: '' };
        await setTo(inbox, one, before, current);
        const mailsBefore = (await inbox.store.mailOf(one)).length;
        const response = await save(one, {
          ...fields,
          was: before,
          status: after,
          'was-meeting': textOf(current),
          ...wanted,
          tell: 'yes',
        });
        const isSaved = response.status === 303;
        const mails = (await inbox.store.mailOf(one)).length - mailsBefore;
        const now = (await inbox.store.find(one))!.status;
        if (isSaved && mails > 0) found.told += 1;
        else if (isSaved) found.silent += 1;
        else {
          found.refused += 1;
          if (now !== before || mails > 0) found.savedThough += 1;
          if (!(await response.text()).includes('Not saved: ')) found.unexplained += 1;
        }
      }
      return [
        atLeast('told', 1, found.told),
        atLeast('refused', 1, found.refused),
        exactly('saved, ticked, and not told', 0, found.silent),
        exactly('refused, and yet saved or told', 0, found.savedThough),
        exactly('refused without a reason', 0, found.unexplained),
      ];
    }),
};

/** Sets status and meeting without a mail. */
async function setTo(
  { store, vault }: Inbox,
  one: StoredSubmission,
  status: Status,
  { day, time, place }: (typeof meetings)[number],
) {
  const meeting = day === '' ? null : sealMeeting(vault, one, { at: `${day}T${time}`, place });
  const { form, submissionId } = one;
  await store.change([{ form, submissionId }], { status, meeting }, { at: openDay, actor: 'staff:kim' });
}

/** What the HTTP server passes to the app: here only the peer's address. */
const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };

/** Signs an officer in. */
async function signInOfficer(trial: Trial, inbox: Inbox) {
  const config = readConfig(trial.settings);
  let now = Date.parse(openDay);
  const clock = () => new Date(now);
  const app = createApp({
    ...inbox,
    config,
    forms,
    rounds: [round],
    content: new SiteContent({ ...inbox, clock, log: silentLog }, new Map()),
    clock,
    log: silentLog,
    dist: trial.folder,
    templates,
    mailFolder: trial.folder,
    metrics: createMetrics({ ...inbox, clock, backupFolder: trial.folder }),
    isStopping: () => false,
  });
  await inbox.store.addStaff({
    name: 'kim',
    role: 'officer',
    password: await hashPassword(password),
    createdAt: openDay,
    disabledAt: null,
  });
  let cookie = '';
  const send = (path: string, fields: Record<string, string>) =>
    app.request(
      `http://localhost:4321${path}`,
      {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { Origin: 'http://localhost:4321', 'Sec-Fetch-Site': 'same-origin', Cookie: cookie },
      },
      env,
    );
  const logIn = async () =>
    (cookie = (await send('/inbox/login/', { name: 'kim', password })).headers.get('set-cookie')?.split(';')[0] ?? '');
  let sent = 0;
  return async ({ form, submissionId }: StoredSubmission, fields: Record<string, string>) => {
    if (sent++ % 200 === 0) await logIn();
    now += 1_000;
    return send(`/inbox/${form}/${submissionId}/`, fields);
  };
}
