import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldsOf, type FormId } from '#forms/form.ts';
import { knowledge } from '#forms/knowledge.ts';
import { formById } from '#forms/registry.ts';
import { validateForm } from '#forms/validate.ts';
import { openContent } from '#inbox/submissions/sealed-content.ts';
import { examples } from '../unit/forms/examples.ts';
import { json, openTestInbox } from './support/inbox.ts';

interface Group {
  title: string;
  form: FormId;
  field: string;
  /** Other answers that the rows depend on. */
  with?: Record<string, string>;
  rows: { typed: string; stored?: string; refused?: string }[];
}

const groups = parse(readFileSync('tests/data/as-people-write.yaml', 'utf8')) as Group[];
const now = new Date('2026-11-24T12:00:00Z');

it('has at least 300 inputs', () => {
  expect(groups.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(300);
});

describe.each(groups)('$title', ({ form: id, field, with: others, rows }) => {
  const form = formById(id)!;
  const expected = (row: Group['rows'][number]) =>
    row.refused === undefined ? { stored: row.stored ?? row.typed.normalize('NFC') } : { refused: row.refused };
  const sentOf = (typed: string) => ({ ...examples[id](), ...others, [field]: typed });
  /** Returns as much of the sentence as the row gives. The space that keeps a day with its month is any space in the table. */
  const causeOf = (sentence: string, row: Group['rows'][number]) => ({
    refused: sentence.replaceAll('\u00a0', ' ').slice(0, row.refused?.length ?? sentence.length),
  });

  it('is validated the same in the browser, and is stored as it was read', () => {
    for (const row of rows) {
      const judged = validateForm(form, sentOf(row.typed), { now, ...knowledge });
      const problem = judged.ok ? undefined : judged.problems.find((each) => each.field === field);
      expect(problem ? causeOf(problem.message, row) : { stored: judged.answers[field] }, row.typed).toEqual(
        expected(row),
      );
      if (problem || row.typed === '') continue;
      const again = validateForm(form, sentOf(String(judged.answers[field])), { now, phones: knowledge.phones });
      expect(again.answers[field], row.typed).toBe(judged.answers[field]);
    }
  });

  it('reaches the inbox as typed if the browser could not read it, and is stored so', async () => {
    const inbox = await openTestInbox();
    inbox.setClock(now.toISOString());
    const names = new Set(fieldsOf(form).map(({ name }) => name));
    for (const row of rows) {
      const sent = Object.fromEntries(Object.entries(sentOf(row.typed)).filter(([name]) => names.has(name)));
      const submission_id = crypto.randomUUID();
      const answer = await json(await inbox.postJson(id, { ...sent, submission_id, elapsed: '60000' }));
      const error = answer.errors?.find((each) => each.field === field);
      const stored = await inbox.store.find({ form: id, submissionId: submission_id });
      if (error) expect(causeOf(error.message, row), row.typed).toEqual(expected(row));
      else {
        expect(answer, row.typed).toHaveProperty('ok', true);
        const { answers } = openContent(inbox.vault, stored!, stored!.answers);
        expect({ stored: answers[field] }, row.typed).toEqual(expected(row));
      }
    }
  });
});
