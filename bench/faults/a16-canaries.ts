import { once } from 'node:events';
import { fieldsOf } from '#forms/form.ts';
import { forms } from '#forms/registry.ts';
import { answersOf, formIds, urlEncoded } from '../../tests/inbox/support/answers.ts';
import { bytesBelow } from '../../tests/inbox/support/bytes-below.ts';
import { postTo } from '../../tests/inbox/support/post.ts';
import { smtpDouble } from '../../tests/inbox/support/smtp-double.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { inboxCommand } from './command.ts';
import { addStaff, logIn } from './staff-of.ts';
import { atLeast, exactly, type Row } from './row.ts';

/** PostgreSQL's own files name the Spanish of the Canary Islands. */
const canary = /canary(?! Islands)/gi;
const canariesIn = (text: Buffer | string) => text.toString('latin1').match(canary)?.length ?? 0;

/** Texts with a canary for each field that may have one. */
const planted = {
  fullName: 'Canaryname',
  email: 'canary@example.com',
  question: 'Why would a canary sing? '.repeat(3),
  tried: 'canarytried',
  adjustments: 'canaryadjustments',
  goals: 'I want to sing like a canary in two internships before the summer. '.repeat(2),
  bio: 'I keep a canary and edit novels, and like to help with first interviews. '.repeat(2),
};

export const row: Row = {
  id: 'A16',
  claim: 'Canaries in every answer, at every log level: none in database, log, backups or error answers in plain text',
  async run(trial) {
    await addStaff(trial, ['kim'], 'officer');
    const { url } = await smtpDouble(trial.atEnd);
    const inbox = await startInbox(
      trial.folder,
      { ...trial.settings, LOG_LEVEL: 'trace', SMTP_URL: url, MAIL_FROM: 'mentoring@example.ac.uk' },
      trial.atEnd,
    );
    const headers = { 'User-Agent': 'canaryagent', Referer: 'https://canary.example/', 'X-Forwarded-For': 'canary' };
    const ids: string[] = [];
    let refusals = 0;
    let canariesInRefusals = 0;
    for (const form of formIds) {
      const asked = fieldsOf(forms.find(({ id }) => id === form)!).map(({ name }) => name);
      const fitting = Object.fromEntries(Object.entries(planted).filter(([name]) => asked.includes(name)));
      // Students must use the university's addresses, which contain no canary.
      const answers = answersOf(form, {
        ...fitting,
        ...(form === 'mentor' ? {} : { email: answersOf(form)['email'] }),
      });
      const taken = await postTo(inbox.address, answers, { form, headers });
      if (taken.status === 200) ids.push(String(answers['submission_id']));
      await postTo(inbox.address, { ...answers, fullName: 'Canarychanged' }, { form, headers });
      const wrong = { ...answers, submission_id: 'canary-id', email: 'canary without an at', canaryField: 'canary' };
      const refused = await postTo(inbox.address, wrong, { form, headers });
      refusals += refused.status === 422 ? 1 : 0;
      // The answer names the unknown field.
      canariesInRefusals += canariesIn((await refused.text()).replaceAll('canaryField', ''));
      const page = await fetch(new URL(`/f/${form}canary`, inbox.address), {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html', ...headers },
        body: urlEncoded(answers),
      });
      refusals += page.status === 404 ? 1 : 0;
      canariesInRefusals += canariesIn(await page.text());
    }
    await logIn(inbox.address, 'canaryname', 'canarypassword');
    await fetch(new URL('/canary?canary=1', inbox.address), { headers });
    await inboxCommand(trial, 'backup');
    const exit = once(inbox.process, 'exit');
    inbox.process.kill('SIGTERM');
    await exit;
    const written = Buffer.concat([trial.folder, trial.files].map(bytesBelow));
    return [
      exactly('stored', formIds.length, ids.length),
      exactly('refused', 2 * formIds.length, refusals),
      exactly('canaries in refusals', 0, canariesInRefusals),
      atLeast('lines of log', 6, inbox.output().split('\n').length),
      exactly('canaries in the log', 0, canariesIn(inbox.output())),
      exactly('ids of them in what was written', ids.length, ids.filter((id) => written.includes(id)).length),
      exactly('canaries in database, its log, backups and keys', 0, canariesIn(written)),
    ];
  },
};
