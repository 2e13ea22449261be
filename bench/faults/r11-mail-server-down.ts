import { forms } from '#forms/registry.ts';
import { silentLog } from '#inbox/log.ts';
import { smtpMailer } from '#inbox/mail/mailer.ts';
import { sendDueMail } from '#inbox/mail/outbox-worker.ts';
import { freePort } from '../../tests/support/free-port.ts';
import { openDay, round, templates } from '../../tests/inbox/support/inbox.ts';
import { smtpDouble } from '../../tests/inbox/support/smtp-double.ts';
import { fill } from './fill.ts';
import { exactly, type Row } from './row.ts';
import { withInbox } from './stored.ts';

const sender = { name: 'Example Mentoring', from: 'mentoring@example.ac.uk' };
const minute = 60_000;
const downMinutes = 24 * 60;
const stepMinutes = 15;

export const row: Row = {
  id: 'R11',
  claim: 'Mail server down for 24 hours, the clock moved: every mail once',
  run: (trial) =>
    withInbox(trial, async (inbox) => {
      const people = await fill(inbox, trial.share(300));
      const { url, mails } = await smtpDouble(trial.atEnd);
      const closed = `smtp://127.0.0.1:${await freePort()}`;
      let now = Date.parse(openDay);
      const office = {
        ...inbox,
        rounds: [round],
        forms,
        templates,
        siteUrl: 'https://mentoring.example.ac.uk',
        sender,
      };
      const deliver = (server: string) =>
        sendDueMail({
          source: office,
          mailer: smtpMailer(server, sender),
          notify: undefined,
          clock: () => new Date(now),
          log: silentLog,
        });
      for (let minutes = 0; minutes < 3 * downMinutes; minutes += stepMinutes) {
        now = Date.parse(openDay) + minutes * minute;
        await deliver(minutes < downMinutes ? closed : url);
      }
      const recipients = mails.flatMap((mail) => mail.recipients);
      const { waiting, failed } = await inbox.store.mailCounts();
      return [
        exactly('mails that came', people.length, mails.length),
        exactly('people who got one', people.length, new Set(recipients).size),
        exactly('people who got none', 0, people.filter((person) => !recipients.includes(person)).length),
        exactly('given up or waiting', 0, waiting + failed),
      ];
    }),
};
