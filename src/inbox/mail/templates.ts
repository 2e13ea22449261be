import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownToHtml } from 'satteri';
import { parse } from 'yaml';
import { z } from 'zod/mini';
import { firstOf } from '#forms/answers.ts';

/** Mail as its file in content/mail has it: Markdown with `{{fields}}`. */
export interface Template {
  subject: string;
  body: string;
}

/** A mail in words. */
export interface Words {
  subject: string;
  text: string;
  html: string;
}

/** Files of content/mail that cannot be used. `message` names every one, with what to change. */
export class TemplatesError extends Error {}

const ofApplicant = ['name', 'reference', 'team', 'site'];
const ofDates = ['answerBy'];
/** When and where, or that it was agreed. */
const ofMeeting = ['meeting'];
const ofRound = ['round', 'decisionBy', 'cycleStarts', 'cycleEnds'];

/** The fields that a mail of this name may use. */
function fieldsOf(name: string): readonly string[] {
  if (name === 'notice') return ['form', 'reference', 'link'];
  if (name === 'digest') return ['unread', 'overdue', 'suspect', 'link'];
  const ofForm = name.endsWith('-mentee') ? ofRound : ofDates;
  return [...ofApplicant, ...ofForm, ...(name === 'booked-ask' ? ofMeeting : [])];
}

/** Without these, a stored submission could not be answered. */
const needed = ['receipt-mentee', 'receipt-mentor', 'receipt-ask', 'notice', 'digest'];

const field = /\{\{\s*([^{}]*?)\s*\}\}/g;

const frontmatter = z.strictObject({ subject: z.string().check(z.minLength(1)) });

/**
 * Reads every mail of a folder (`content/mail`), by name.
 * @throws {TemplatesError}
 */
export function readTemplates(folder: string): ReadonlyMap<string, Template> {
  const { templates, problems } = readFolder(folder);
  if (problems.length > 0) throw new TemplatesError(problems.join('\n'));
  return templates;
}

/** What is wrong with the mails of a folder, each with its file and what to change. */
export const mailProblems = (folder: string): readonly string[] => readFolder(folder).problems;

function readFolder(folder: string) {
  const problems: string[] = [];
  const templates = new Map<string, Template>();
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.md'))) {
    const name = file.slice(0, -'.md'.length);
    try {
      templates.set(name, readTemplate(name, readFileSync(join(folder, file), 'utf8')));
    } catch (error) {
      problems.push(`${join(folder, file)}: ${(error as Error).message}`);
    }
  }
  for (const name of needed.filter((each) => !templates.has(each)))
    problems.push(`${join(folder, `${name}.md`)} is missing, or cannot be used. The inbox cannot do without it.`);
  return { templates, problems };
}

function readTemplate(name: string, text: string): Template {
  const [, head, body] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined || body.trim() === '')
    throw new Error('begins with no subject. Write "---", "subject: …", "---", and the words under it.');
  const read = frontmatter.safeParse(parse(head));
  if (!read.success) throw new Error('has no "subject" of one line between the two "---", or something beside it.');
  const allowed = fieldsOf(name);
  for (const [, used = ''] of `${read.data.subject}\n${body}`.matchAll(field)) {
    if (!allowed.includes(used))
      throw new Error(`uses {{${used}}}, which this mail has not. It has: ${allowed.join(', ')}.`);
  }
  return { subject: read.data.subject, body: body.trim() };
}

/** The mail for these values, as plain text and as HTML; what a value holds is shown as it is, whatever marks are in it. */
export function render({ subject, body }: Template, values: Readonly<Record<string, string>>): Words {
  const fill = (text: string, show: (value: string) => string) =>
    text.replace(field, (_, name: string) => show(oneLine(values[name] ?? '')));
  // Without GitHub's extensions, which make links of addresses that an applicant typed.
  const { html } = markdownToHtml(
    fill(body, (value) => (isAddress(value) ? value : escapeMarkdown(value))),
    { features: { gfm: false } },
  );
  return {
    subject: firstOf(
      fill(subject, (value) => value),
      200,
    ),
    text: `${fill(plain(body), (value) => value)}\n`,
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><body style="max-width:36em;font:16px/1.5 sans-serif">${html}</body></html>`,
  };
}

const oneLine = (value: string) => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Addresses of this site stand in `<…>`, where nothing is escaped. */
const isAddress = (value: string) => /^https?:\/\/[\w.:/-]+$/.test(value);

/** In Markdown a backslash takes every mark its meaning. */
const escapeMarkdown = (value: string) => value.replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** Without the marks of Markdown that mail templates use. */
const plain = (body: string) =>
  body.replace(/<(\{\{\s*(?:site|link)\s*\}\}[^>\s]*)>/g, '$1').replace(/\*\*([^*]+)\*\*/g, '$1');
