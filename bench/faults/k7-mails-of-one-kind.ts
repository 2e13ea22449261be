import { historyOf } from '#inbox/staff/detail/history.ts';
import { smtpMailer } from '#inbox/mail/mailer.ts';
import { sendDueMail } from '#inbox/mail/outbox-worker.ts';
import { messageIdOf, outboxOf, sender } from '../../tests/inbox/support/mail-faults.ts';
import { openDay } from '../../tests/inbox/support/inbox.ts';
import { smtpDouble } from '../../tests/inbox/support/smtp-double.ts';
import { fill } from './fill.ts';
import { exactly, type Row } from './row.ts';
import { withInbox } from './stored.ts';

const count = 50;

export const row: Row = {
  id: 'K7',
  claim: '50 mails of one kind to one person within a second: 50 rows, 50 Message-IDs, 50 in history',
  run: (trial) =>
    withInbox(trial, async (inbox) => {
      await fill(inbox, 1);
      const [one] = await inbox.store.list({ limit: 1 });
      const name = { form: one!.form, submissionId: one!.submissionId };
      const actor = { at: openDay, actor: 'staff:kim' };
      for (let told = 0; told < count; told += 1) {
        await inbox.store.change([{ ...name, mails: [{ to: name, kind: 'declined' }] }], { status: 'declined' }, actor);
        await inbox.store.change([name], { status: 'matching' }, actor);
      }
      const { url, mails } = await smtpDouble(trial.atEnd);
      const { outbox } = outboxOf(inbox, smtpMailer(url, sender));
      await sendDueMail(outbox);
      const records = await inbox.store.mailOf(name);
      const history = historyOf(inbox.vault, one!, [], [], records);
      const told = mails.filter(({ raw }) => !/^Subject: We have/m.test(raw));
      return [
        exactly('rows', count, records.filter(({ kind }) => kind === 'declined').length),
        exactly('Message-IDs', count, new Set(told.map(messageIdOf)).size),
        exactly('in history', count, history.filter(({ what }) => what === 'Mail: Declined').length),
      ];
    }),
};
