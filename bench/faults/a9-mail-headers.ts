import { answersOf } from '../../tests/inbox/support/answers.ts';
import { headerPayloads, intrusions } from '../../tests/inbox/support/mail-headers.ts';
import { postTo } from '../../tests/inbox/support/post.ts';
import { smtpDouble } from '../../tests/inbox/support/smtp-double.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { atLeast, exactly, type Row } from './row.ts';
import { withInbox } from './stored.ts';

const fields = ['fullName', 'email', '_replyto', '_subject', 'question'] as const;
const notify = 'team@example.ac.uk';
/** The longest time that the server's outbox may take (ms). */
const patience = 180_000;

export const row: Row = {
  id: 'A9',
  claim: '40 mail-header payloads in 5 fields, the SMTP captured: no header or recipient that is not ours',
  async run(trial) {
    const { url, mails } = await smtpDouble(trial.atEnd);
    const { address } = await startInbox(
      trial.folder,
      {
        ...trial.settings,
        SMTP_URL: url,
        MAIL_FROM: 'mentoring@example.ac.uk',
        MAIL_NOTIFY: notify,
        LOG_LEVEL: 'silent',
      },
      trial.atEnd,
    );
    const valid = String(answersOf('ask')['email']);
    let taken = 0;
    for (const field of fields)
      for (const payload of headerPayloads) {
        const value = field === 'email' || field === '_replyto' ? payload.replace('Ada', valid) : payload;
        const { status } = await postTo(address, answersOf('ask', { [field]: value.padEnd(40, '.') }));
        if (status === 200) taken += 1;
      }
    const rows = await withInbox(trial, ({ store }) => store.count({}));
    for (const until = Date.now() + patience; Date.now() < until && mails.length < 2 * rows;)
      await new Promise((resolve) => setTimeout(resolve, 200));
    const found = mails.flatMap((mail) => intrusions(mail, [valid, notify]));
    for (const each of new Set(found)) console.log(`stray: ${each}`);
    return [
      atLeast('payloads in a field', 40 * fields.length, headerPayloads.length * fields.length),
      exactly('rows of what was taken', taken, rows),
      exactly('mails, to applicant and team', 2 * rows, mails.length),
      exactly('headers, recipients and words that are not ours', 0, found.length),
    ];
  },
};
