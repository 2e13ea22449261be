import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { migrate, migrations } from '../../../src/commands/fork/migrations.ts';
import { readTemplate } from '#inbox/mail/templates.ts';

const receipt = `---
subject: We have it ({{reference}})
---

Dear {{name}},

Thank you. Your reference is {{reference}}.

Your own page: <{{my}}>

{{team}}
`;

const siteWith = (mails: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'fork-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'content/mail'), { recursive: true });
  for (const [name, text] of Object.entries(mails)) writeFileSync(join(folder, `content/mail/${name}.md`), text);
  return folder;
};

it('gives the receipts of 1.0.0 the field that tells of an earlier application, once', () => {
  const folder = siteWith({ 'receipt-mentee': receipt, 'receipt-mentor': receipt.replaceAll('\n', '\r\n') });
  const report = migrate(migrations, '1.0.0', folder).join('\n');
  for (const name of ['receipt-mentee', 'receipt-mentor']) {
    expect(report).toContain(`content/mail/${name}.md has {{sentBefore}}`);
    const { body } = readTemplate(name, readFileSync(join(folder, `content/mail/${name}.md`), 'utf8'));
    expect(body).toBe(readTemplate(name, receipt).body.replace('Your own page', '{{sentBefore}}\n\nYour own page'));
  }
  expect(migrate(migrations, '1.0.0', folder)).toEqual([
    '2.0.0: Say in mails what the inbox does now (nothing to do here)',
  ]);
});

it('names the mails with words of 1.0.0 that are no longer true, and leaves them as they are', () => {
  const mail = '---\nsubject: New\n---\n\nSomeone has sent the form “{{form}}”.\n';
  const folder = siteWith({ notice: mail, 'met-yet-ask': '---\nsubject: Met\n---\n\nPlease tell us: <{{my}}>\n' });
  expect(migrate(migrations, '1.0.0', folder)).toEqual([
    '2.0.0: Say in mails what the inbox does now',
    '  content/mail/notice.md says “has sent the form”: it also goes out when a mentor writes with a no. Change it by hand.',
  ]);
  expect(readFileSync(join(folder, 'content/mail/notice.md'), 'utf8')).toBe(mail);
});
