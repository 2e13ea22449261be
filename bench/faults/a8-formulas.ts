import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import type { FormId } from '#forms/form.ts';
import { answersOf, formIds } from '../../tests/inbox/support/answers.ts';
import { formulaTriggers } from '../../tests/inbox/support/formulas.ts';
import { postTo } from '../../tests/inbox/support/post.ts';
import { cookieOf } from '../../tests/inbox/support/staff.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { atLeast, exactly, NotRun, type Row } from './row.ts';
import { addStaff, logIn, password } from './staff-of.ts';

const run = promisify(execFile);

/** The free-text fields of each form with the shortest accepted length. */
const fields: Record<FormId, Readonly<Record<string, number>>> = {
  mentee: { fullName: 0, course: 0, goals: 80, experience: 0, matchNote: 0, adjustments: 0 },
  mentor: { fullName: 0, jobTitle: 0, organisation: 0, bio: 80, openTopics: 0 },
  ask: { fullName: 0, question: 40, role: 0, tried: 0, adjustments: 0 },
  contact: { fullName: 0, message: 10 },
};

/**
 * The separator as written, and those that spreadsheets of other languages and pasted text use, by code, as LibreOffice
 * expects.
 */
const separators = { comma: 44, semicolon: 59, tab: 9 } as const;

export const row: Row = {
  id: 'A8',
  claim: '60 formula triggers in every text and as names of fields, the table opened in LibreOffice: no formula cell',
  async run(trial) {
    await mustHaveOffice();
    await addStaff(trial, ['lee'], 'admin');
    const { address } = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'silent' }, trial.atEnd);
    let taken = 0;
    let refused = 0;
    for (const trigger of formulaTriggers)
      for (const form of formIds) {
        const typed = Object.entries(fields[form]).map(([name, least]) => [name, longer(trigger, least)]);
        const answers = answersOf(form, Object.fromEntries(typed) as Record<string, string>);
        if ((await postTo(address, answers, { form })).status === 200) taken += 1;
        if ((await postTo(address, answersOf(form, { [trigger]: 'x' }), { form })).status === 422) refused += 1;
      }
    const exported = await download(address, cookieOf(await logIn(address, 'lee', password)));
    const open = (name: string, text: string, separator: number) => opened(trial.folder, name, text, separator);
    const sheets = await inTurn(Object.entries(separators), ([name, separator]) => open(name, exported, separator));
    const bare = await open(
      'bare',
      stringify(
        formulaTriggers.map((each) => [each]),
        { quoted: true },
      ),
      separators.comma,
    );
    return [
      exactly('submissions that were taken', formulaTriggers.length * formIds.length, taken),
      exactly('names of fields that were refused', formulaTriggers.length * formIds.length, refused),
      exactly('rows of the table as it is written', taken + 1, sheets[0]!.rows),
      exactly(
        'formula cells, by comma, semicolon and tab',
        0,
        sheets.reduce((sum, sheet) => sum + sheet.formulas, 0),
      ),
      exactly('cells that begin as a formula does', 0, sheets[0]!.begun),
      atLeast('formula cells of the same where nothing is neutralised', 2, bare.formulas),
    ];
  },
};

/** Lengthens the formula to the shortest text that the field accepts. */
const longer = (trigger: string, least: number) => (least === 0 ? trigger : `${trigger}&"${'x'.repeat(least)}"`);

async function mustHaveOffice(): Promise<void> {
  await run('soffice', ['--version']).catch(() => {
    throw new NotRun(
      'LibreOffice is needed, with its program soffice on the PATH (on Debian: apt-get install libreoffice-calc).',
    );
  });
}

async function download(address: URL, cookie: string): Promise<string> {
  const response = await fetch(new URL('/inbox/export/', address), {
    method: 'POST',
    headers: { Cookie: cookie, Origin: address.origin, 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ format: 'csv' }),
  });
  if (response.status !== 200) throw new Error(`The export was refused with ${response.status}.`);
  return response.text();
}

/** Returns a table as LibreOffice opens it, with formulas evaluated as for a person. */
async function opened(folder: string, name: string, text: string, separator: number) {
  await writeFile(join(folder, `${name}.csv`), text);
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`;
  const asTable = `--infilter=CSV:${separator},34,76,1,,0,false,true`;
  const convert = [profile, '--headless', asTable, '--convert-to', 'fods', '--outdir', folder];
  await run('soffice', [...convert, join(folder, `${name}.csv`)], { timeout: 180_000 });
  const sheet = await readFile(join(folder, `${name}.fods`), 'utf8');
  const count = (pattern: RegExp) => sheet.match(pattern)?.length ?? 0;
  return {
    rows: count(/<table:table-row[^>]*>\s*<table:table-cell[^>]*office:value-type/g),
    formulas: count(/table:formula=/g),
    begun: count(/<text:p>\s*[=+\-@＝＋－＠]/g),
  };
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
