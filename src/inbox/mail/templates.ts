import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownToHtml } from 'satteri';
import { parse, parseDocument } from 'yaml';
import { z } from 'zod/mini';
import { firstOf } from '#forms/answers/answers.ts';
import { hasRounds, siteForms } from '#forms/scheme-paths.ts';
import { mailPage } from './mail-page.ts';

/** A mail as in its file in content/mail: Markdown with `{{fields}}`. */
export interface Template {
  subject: string;
  body: string;
}

/** A mail as text. */
export interface Words {
  subject: string;
  text: string;
  html: string;
}

/** Files of content/mail that cannot be used. The message names each file and what to change. */
export class TemplatesError extends Error {}

/** `my` is the address of the applicant's own page, which only they may know. */
const ofApplicant = ['name', 'reference', 'team', 'site', 'my', 'graduateYears'];
const ofDates = ['answerBy'];
/** Field of a receipt: says that an earlier application counts, or nothing. */
const ofReceipt = ['sentBefore'];
/** Fields of mails about a meeting: when and where it is, and when it was before it was moved or cancelled. */
const ofMeeting: Readonly<Record<string, readonly string[]>> = {
  'booked-ask': ['meeting', 'partner'],
  'moved-ask': ['meeting', 'was'],
  'cancelled-ask': ['was'],
  'meeting-reminder-ask': ['meeting', 'partner'],
  'met-yet-ask': ['meeting', 'partner'],
  'booked-mentor': ['meeting', 'partner', 'shows', 'link'],
  'moved-mentor': ['meeting', 'was', 'partner', 'link'],
  'cancelled-mentor': ['was', 'partner'],
  'meeting-reminder-mentor': ['meeting', 'partner', 'link'],
  'met-yet-mentor': ['meeting', 'partner', 'link'],
};
const ofStaying = ['keptUntil'];
/** Fields of the other mails about a question. `off` says that a meeting is cancelled, or nothing. */
const ofQuestions: Readonly<Record<string, readonly string[]>> = {
  'question-mentor': ['link', 'answerUntil'],
  'question-reminder-mentor': ['link'],
  'times-wanted-mentor': ['link', 'off', 'partner'],
  'times-ask': ['times', 'shows', 'off', 'partner'],
  'times-reminder-ask': ['partner'],
  'released-ask': ['off'],
};
/** Field of mails about a match: the partner's name. */
const ofMatch = ['partner'];
const ofRound = ['round', 'decisionBy', 'cycleStarts', 'cycleEnds'];
/** Fields of the mail that introduces two people to each other. `briefing` says when the round's briefing is, or nothing. */
const ofIntroduction = [
  ...['mentee', 'menteeEmail', 'menteeShows', 'mentor', 'mentorEmail', 'mentorShows', 'firstMeetingBy'],
  ...['briefing', 'team', 'site'],
];

const ofAsking = ['link', 'answerUntil'];

/** Mails that ask somebody for something, or bring the link to their own page, and the field with that page. */
const leads: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['link', 'receipt-mentee', 'receipt-mentor', 'receipt-ask', 'imported-mentor', 'stay-mentor', 'times-ask'].map(
      (name) => [name, 'my'],
    ),
  ),
  ...Object.fromEntries(
    [
      ...['check-in-start', 'check-in-middle', 'check-in-end', 'check-in-reminder'],
      ...['offer-mentor', 'offer-reminder-mentor'],
      ...['question-mentor', 'question-reminder-mentor', 'times-wanted-mentor'],
    ].map((name) => [name, 'link']),
  ),
};

/** Returns the fields that a mail of this name may use. */
export function fieldsOf(name: string): readonly string[] {
  if (name === 'notice') return ['form', 'reference', 'link'];
  if (name === 'notice-pair') return ['said', 'reference', 'link'];
  if (name === 'digest') return ['unread', 'overdue', 'suspect', 'link'];
  if (name === 'introduction') return [...ofIntroduction, ...(hasRounds ? ofRound : [])];
  const ofForm = hasRounds && name.endsWith('-mentee') ? ofRound : ofDates;
  return [
    ...ofApplicant,
    ...ofForm,
    ...(ofMeeting[name] ?? ofQuestions[name] ?? []),
    ...(name === 'receipt-mentee' || name === 'receipt-mentor' ? ofReceipt : []),
    ...(name === 'stay-mentor' ? ofStaying : []),
    ...(/^(match-ended|check-in)-/.test(name) ? ofMatch : []),
    ...(/^(check-in-|offer-(reminder-)?mentor$)/.test(name) ? ofAsking : []),
  ];
}

/** Mails without which a stored submission could not be answered. */
const needed = [...siteForms.map((form) => `receipt-${form}`), 'notice', 'digest'];

/** White space around the name is trimmed where the name is used: matched here, it would take minutes on a long run of it. */
const field = /\{\{([^{}]*)\}\}/g;

/** Returns the names of the fields in a text. */
const fieldsIn = (text: string): string[] => [...text.matchAll(field)].map(([, name = '']) => name.trim());

/** Returns the beginning or end of a field that has no other half, as in `{{name}`: it would go out as it is. */
export const halfField = (text: string): string | undefined => /\{\{|\}\}/.exec(text.replace(field, ' '))?.[0];

const frontmatter = z.strictObject({ subject: z.string().check(z.minLength(1)) });

/**
 * Reads all mails of a folder (`content/mail`), by name.
 * @throws {TemplatesError}
 */
export function readTemplates(folder: string): ReadonlyMap<string, Template> {
  const { templates, problems } = readFolder(folder);
  if (problems.length > 0) throw new TemplatesError(problems.join('\n'));
  return templates;
}

/** Returns the problems of a folder's mails, each with its file and what to change. */
export const mailProblems = (folder: string): readonly string[] => readFolder(folder).problems;

function readFolder(folder: string) {
  const problems: string[] = [];
  const templates = new Map<string, Template>();
  const files = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of files.filter((each) => each.endsWith('.md'))) {
    const name = file.slice(0, -'.md'.length);
    try {
      templates.set(name, readTemplate(name, readFileSync(join(folder, file), 'utf8')));
    } catch (error) {
      problems.push(`${join(folder, file)}: ${(error as Error).message}`);
    }
  }
  for (const file of needed.map((name) => `${name}.md`).filter((each) => !files.includes(each)))
    problems.push(`${join(folder, file)} is missing. The inbox cannot do without it.`);
  return { templates, problems };
}

/** Reads the text of a mail's file. @throws with what to change, in words */
export function readTemplate(name: string, text: string): Template {
  const [, head, body] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  if (head === undefined || body === undefined || body.trim() === '')
    throw new Error('begins with no subject. Write "---", "subject: …", "---", and the words under it.');
  const read = frontmatter.safeParse(parse(head));
  if (!read.success) throw new Error('has no "subject" of one line between the two "---", or something beside it.');
  const allowed = fieldsOf(name);
  for (const used of fieldsIn(`${read.data.subject}\n${body}`)) {
    if (!allowed.includes(used))
      throw new Error(`uses {{${used}}}, which this mail has not. It has: ${allowed.join(', ')}.`);
  }
  const half = halfField(`${read.data.subject}\n${body}`);
  if (half !== undefined) throw new Error(`has a ${half} without its other half. A field is written like {{name}}.`);
  const link = leads[name];
  if (link !== undefined && !fieldsIn(body).includes(link))
    throw new Error(`has no {{${link}}}, the secret link that the mail is to bring. Write it as <{{${link}}}>.`);
  return { subject: read.data.subject, body: body.trim() };
}

/** Returns the file of a mail with another text. What stays the same keeps its bytes. */
export function writeTemplate(before: string, { subject, body }: Template): string {
  const [, head = '', gap = '', words = '', end = ''] =
    /^---\r?\n([\s\S]*?)\r?\n---(\r?\n\s*)([\s\S]*?)(\s*)$/.exec(before) ?? [];
  const document = parseDocument(head);
  if (document.get('subject') !== subject) document.set('subject', subject);
  const written = words === body ? words : body;
  return `---\n${document.toString({ lineWidth: 0 }).trimEnd()}\n---${gap}${written}${end}`;
}

/** Returns the text with the name of each of these fields in its place: "[answerUntil]". */
export const withNames = ({ subject, body }: Template, names: readonly string[]): Template => {
  const name = (text: string) =>
    text.replace(field, (whole, each: string) => (names.includes(each.trim()) ? `[${each.trim()}]` : whole));
  return {
    subject: name(subject),
    body: name(
      body.replace(/<(\{\{[^{}]*\}\})>/g, (whole, each: string) =>
        names.includes(each.slice(2, -2).trim()) ? each : whole,
      ),
    ),
  };
};

/** Fields of a mail that staff write to a group. */
export const groupFields = ['name', 'reference', 'round', 'my', 'team', 'site'] as const;

/** Returns the fields in a text that a mail to a group has not. */
export const unknownGroupFields = (text: string): string[] =>
  fieldsIn(text).filter((name) => !groupFields.some((known) => known === name));

/** True if the text of the mail has this field. */
export const uses = ({ subject, body }: Template, name: string): boolean =>
  fieldsIn(`${subject}\n${body}`).includes(name);

/** What stands in the place of each field: a text, or a list with an item for each text. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** Returns the mail for these values, as plain text and HTML. Markdown in a value is shown as plain text. */
export function render({ subject, body }: Template, values: Values): Words {
  const fill = (text: string, show: (value: string) => string) =>
    text.replace(field, (_, name: string) => {
      const value = values[name.trim()] ?? '';
      const shown = [value].flat().map((each) => show(oneLine(each)));
      return typeof value === 'string' ? shown.join('') : shown.map((each) => `- ${each}`).join('\n');
    });
  const title = firstOf(
    fill(subject, (value) => value),
    200,
  );
  // Without GitHub's extensions, which turn an address that an applicant typed into a link.
  const { html } = markdownToHtml(
    fill(named(asWords(body), values), (value) => (isAddress(value) ? value : escapeMarkdown(value))),
    { features: { gfm: false, frontmatter: false } },
  );
  return {
    subject: title,
    // A field that stands alone may be empty.
    text: `${fill(plain(body), (value) => value).replace(/\n{3,}/g, '\n\n')}\n`,
    html: mailPage(title, html, typeof values['reference'] === 'string' ? values['reference'] : ''),
  };
}

/** An address in a template: `<{{site}}/guidance/>`. */
const address = /<(\{\{\s*(site|link|my)\s*\}\}([^>\s?]*)(?:\?[^>\s]*)?)>/g;

/** Gives each address words to press: what it opens, or its place on the site. The text of a mail keeps the address. */
const named = (body: string, values: Values) =>
  body.replace(address, (_, whole: string, field: string, path: string) => {
    const place = `${String(values[field] ?? '')}${path}`.replace(/^https?:\/\//, '').replace(/\/$/, '');
    const page = { my: 'Open your own page', link: 'Open the page' }[field] ?? escapeMarkdown(place);
    // A mail leads to the page of reminders beside another one.
    const words = path === 'reminders/' ? 'Stop reminders' : page;
    return `[${words}](<${whole}>)`;
  });

const oneLine = (value: string) => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** True for an address of this site, which stands in `<…>`, where Markdown needs no escaping. */
const isAddress = (value: string) => /^https?:\/\/[\w.:/-]+(#\w+)?$/.test(value);

/** In Markdown, a backslash makes any mark plain text. */
const escapeMarkdown = (value: string) => value.replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** HTML in a template is words, as in the text of a mail, which is what staff look at. An address in `<…>` stays one. */
const asWords = (body: string) =>
  body.replace(/<(?!\{\{\s*(site|link|my)\s*\}\}|https?:|mailto:|[\w.+-]+@[\w.-]+>)/g, '&lt;');

/** Removes the Markdown that mail templates use. */
const plain = (body: string) => body.replace(address, '$1').replace(/\*\*([^*]+)\*\*/g, '$1');
