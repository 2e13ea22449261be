/** Mentors of an earlier year, brought in from a spreadsheet: look at it, add, undo. */
import { randomUUID } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import type { Context } from 'hono';
import { isSubmissionId } from '#forms/submission.ts';
import type { Form } from '#forms/form.ts';
import { siteForms } from '#forms/scheme-paths.ts';
import type { AppEnv, Services } from '../../env.ts';
import { finishErasures } from '../../services/erase.ts';
import { planImport, storeImport, type ImportPlan } from '../../services/import/import.ts';
import { hasTemplate } from '../../template-names.ts';
import { headingOf, importedFields } from '../../services/import/read-sheet.ts';
import { UnreadableTable } from '../../services/import/read-table.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { ImportedSubmission } from '../../stores/store.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { openContent } from '../../submissions/sealed-content.ts';
import { actorOf, recordAction } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import { choosePage, importedPage, importPreviewPage, type ImportedPerson } from './import-page.ts';

/** In bytes: about five thousand mentors. */
const longestFile = 4 * 1024 * 1024;
/** In bytes: the file, packed, and what goes with it. */
export const longestUpload = 6 * 1024 * 1024;

const mentorForm = ({ forms }: Services): Form | undefined =>
  siteForms.includes('mentor') ? forms.find(({ id }) => id === 'mentor') : undefined;

export async function showImports(c: Context<AppEnv>, services: Services): Promise<Response> {
  return drawChoose(c, services, undefined);
}

async function drawChoose(
  c: Context<AppEnv>,
  services: Services,
  problem: string | undefined,
  status: 200 | 422 = 200,
): Promise<Response> {
  const form = mentorForm(services);
  if (!form) return c.html(missingPage, 404);
  const imports = await services.store.imports();
  return c.html(choosePage({ bar: staffBar(c), form, imports, problem }), status);
}

/** Sends the headings of all questions, as a file to fill in. */
export function downloadTemplate(c: Context<AppEnv>, services: Services): Response | Promise<Response> {
  const form = mentorForm(services);
  if (!form) return c.html(missingPage, 404);
  // Without a byte order mark, Excel does not read the file as UTF-8.
  const text = `\uFEFF${stringify([importedFields(form).map(headingOf)], { record_delimiter: 'windows' })}`;
  return c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="mentors.csv"',
  });
}

/** Shows what a file would add, or adds it. */
export async function importMentors(c: Context<AppEnv>, services: Services): Promise<Response> {
  const form = mentorForm(services);
  if (!form) return c.html(missingPage, 404);
  const body = await bodyOf(c);
  if (!body) return drawChoose(c, services, 'The file did not arrive whole. Choose it again.', 422);
  const isAdding = formValue(body['act']) === 'add';
  const packed = isAdding ? formValue(body['packed']) : undefined;
  const file = body['file'];
  if (packed === undefined && !(file instanceof File && file.size > 0))
    return drawChoose(c, services, 'Choose a file.', 422);
  if (formValue(body['vouch']) !== 'yes')
    return drawChoose(c, services, 'Tick that everybody in the file agreed to it. Then choose the file again.', 422);
  let bytes: Uint8Array;
  let plan: ImportPlan;
  try {
    bytes = packed === undefined ? new Uint8Array(await (file as File).arrayBuffer()) : unpack(packed);
    if (bytes.length > longestFile)
      return await drawChoose(c, services, 'The file is larger than 4 MB. Divide it into two files.', 422);
    plan = await planImport(services, form, bytes);
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    return drawChoose(c, services, error.message, 422);
  }
  const posted = formValue(body['id']);
  const importId = isSubmissionId(posted) ? posted.toLowerCase() : randomUUID();
  const leaveOut = formValue(body['leave']) === 'yes';
  const tell = formValue(body['tell']) === 'yes' && hasTemplate(services.templates, 'imported', form.id);
  const draw = (news: string | undefined, status: 200 | 409 | 422) =>
    c.html(
      importPreviewPage({
        bar: staffBar(c),
        form,
        plan,
        packed: pack(bytes),
        importId,
        code: codeOf(services, plan),
        mayTell: hasTemplate(services.templates, 'imported', form.id),
        tell,
        news,
      }),
      status,
    );
  if (!isAdding || plan.problems.length > 0) {
    await recordAction(c, services, 'import looked at', form.id, `${String(plan.fresh.length)} new`);
    return draw(undefined, plan.problems.length > 0 ? 422 : 200);
  }
  const address = `/inbox/import/${importId}/`;
  if (await services.store.findImport(importId)) return c.redirect(address, 303);
  const changed = 'Nothing was added: meanwhile the inbox has changed. This is what would be added.';
  if (formValue(body['code']) !== codeOf(services, plan)) return draw(changed, 409);
  if (plan.leftOut.length > 0 && !leaveOut)
    return draw('Nothing was added: tick what is to become of the other columns, or take them out of the file.', 422);
  if (plan.fresh.length === 0) return draw(undefined, 200);
  const result = await storeImport(services, form, { importId, rows: plan.fresh, tell }, actorOf(c, services));
  if (result !== 'there') return c.redirect(`${address}?added`, 303);
  // Somebody of the file was stored since it was read above.
  plan = await planImport(services, form, bytes);
  return draw(changed, 409);
}

/** Returns the fields of the form; undefined if it broke off on its way. */
async function bodyOf(c: Context<AppEnv>): Promise<Awaited<ReturnType<typeof c.req.parseBody>> | undefined> {
  try {
    return await c.req.parseBody();
  } catch (error) {
    // What the Fetch standard throws for a form that cannot be read.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const pack = (bytes: Uint8Array): string => deflateRawSync(bytes).toString('base64');

function unpack(text: string): Uint8Array {
  try {
    return inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: longestFile });
  } catch (error) {
    throw new UnreadableTable('The file did not arrive whole. Choose it again.', { cause: error });
  }
}

/** Names the people who would be added and those who are there, by which a preview is compared with what is added. */
const codeOf = ({ vault }: Services, { fresh, there }: ImportPlan): string =>
  vault.code('import', JSON.stringify([fresh.map(({ answers }) => answers), there.length])).toString('base64url');

export async function showImport(c: Context<AppEnv>, services: Services): Promise<Response> {
  const importId = c.req.param('import') ?? '';
  const stored = await services.store.findImport(importId);
  if (!stored) return c.html(missingPage, 404);
  await recordAction(c, services, 'import viewed', `import/${importId}`);
  const people = await peopleOf(services, await services.store.imported(importId));
  return c.html(importedPage({ bar: staffBar(c), stored, people, isNew: c.req.query('added') !== undefined }));
}

async function peopleOf({ store, vault }: Services, rows: readonly ImportedSubmission[]): Promise<ImportedPerson[]> {
  const people: ImportedPerson[] = [];
  for (const { name, isUntouched } of rows) {
    const submission = await store.find(name);
    if (!submission) continue;
    const content = openContent(vault, submission, submission.answers);
    people.push({ path: `/inbox/${subjectOf(name)}/`, name: nameOf(content), status: submission.status, isUntouched });
  }
  return people;
}

export async function undoImport(c: Context<AppEnv>, services: Services): Promise<Response> {
  const importId = c.req.param('import') ?? '';
  const actor = actorOf(c, services);
  const count = await services.store.undoImport(importId, actor);
  if (count !== undefined) await finishErasures(services, new Date(actor.at));
  return c.redirect(`/inbox/import/${importId}/`, 303);
}
