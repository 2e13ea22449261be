/** Mail that staff write to everybody in a list: write, look at it as each person gets it, test, send, undo. */
import { numberWords } from '#forms/in-words.ts';
import type { Context } from 'hono';
import { firstOf, lengthOf } from '#forms/answers/answers.ts';
import { readEmail } from '#forms/formats/email.ts';
import { formIds } from '#forms/form.ts';
import type { AppEnv, Services } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { toApplicant, type ComposedMail } from '../../mail/compose.ts';
import { groupFields, halfField, unknownGroupFields, uses, type Values } from '../../mail/templates.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { GroupMail, SubmissionName } from '../../stores/store.ts';
import { storedName } from '../../submissions/name-of.ts';
import { openMailContent, sealMailContent } from '../../submissions/sealed-content.ts';
import { actorOf, recordAction } from '../actor.ts';
import { countWords } from '../../count-words.ts';
import { formValue } from '../../pages/form-value.ts';
import { isNarrow, readView, viewQuery, type ListView } from '../submissions/list-filter.ts';
import { staffBar } from '../ui/bar.ts';
import { undoMinutes, undoneUntil } from '../../undo.ts';
import { previewSource, readIndex } from '../ui/mail-preview.ts';
import { missingPage } from '../ui/missing-page.ts';
import {
  groupMailPreviewPage,
  sentGroupsPage,
  sentPage,
  takenBack,
  takenBackPage,
  writePage,
  type SentGroup,
} from './group-mail-page.ts';
import { groupOf, peopleCode, recipientsOf, type Recipient, type Recipients, type WrittenMail } from './recipients.ts';

/** In characters. */
const longestSubject = 120;
const longestMail = 5_000;

export async function showGroupMail(c: Context<AppEnv>, services: Services): Promise<Response> {
  const view = viewOf(c, new URL(c.req.url).searchParams);
  // Never everybody by default: the writer chooses a list first.
  if (!isNarrow(view)) return c.html(sentGroupsPage(staffBar(c), await sentGroups(services), isAtLeast(c, 'admin')));
  const recipients = await recipientsOf(services, view);
  await recordAction(c, services, 'group mail begun', 'inbox', viewQuery({ ...view, words: '' }));
  return c.html(
    writePage({
      bar: staffBar(c),
      view,
      recipients,
      written: { subject: '', body: 'Dear {{name}},\n\n\n\n{{team}}' },
      sent: await sentGroups(services),
      problem: undefined,
    }),
  );
}

const viewOf = (c: Context<AppEnv>, query: URLSearchParams): ListView => ({
  ...readView(query, formIds),
  reader: c.get('staff'),
});

/** Reads the words of a mail as typed. */
export const writtenIn = (value: (name: string) => string): WrittenMail => ({
  subject: value('subject').trim(),
  body: value('body').replace(/\r\n?/g, '\n').trim(),
});

/** Shows the mail as one of the people gets it, sends a test of it, or sends it to all. */
export async function writeGroupMail(c: Context<AppEnv>, services: Services): Promise<Response> {
  const body = await c.req.parseBody();
  const value = (name: string) => formValue(body[name]);
  const view = viewOf(c, new URLSearchParams(value('view')));
  if (!isNarrow(view)) return c.redirect('/inbox/mail/', 303);
  const recipients = await recipientsOf(services, view);
  const written = writtenIn(value);
  const problem = problemOf(written, recipients);
  if (problem !== undefined || value('act') === 'write')
    return c.html(
      writePage({ bar: staffBar(c), view, recipients, written, sent: await sentGroups(services), problem }),
      problem === undefined ? 200 : 422,
    );
  const { people } = recipients;
  const act = value('act');
  const at = readIndex(value('at'), people);
  const draw = async (news: string | undefined, status: 200 | 409 | 422 = 200) =>
    c.html(
      groupMailPreviewPage({
        bar: staffBar(c),
        view,
        recipients,
        written,
        at,
        mail: (await composed(services, people[at]!, written))!,
        code: peopleCode(people),
        testTo: value('test'),
        undoMinutes,
        news,
      }),
      status,
    );
  if (act === 'test') return sendTest(c, services, people[at]!, written, value('test'), draw);
  if (act !== 'send') return draw(undefined);
  if (value('code') !== peopleCode(people))
    return draw('Not sent: meanwhile the list has changed. Look at who is in it, then send.', 409);
  const group = groupOf(written, people, services.clock());
  const { store, vault, clock } = services;
  // Searched words may be the name of somebody who is erased before the others.
  const list = view.words === '' ? { list: viewQuery(view) } : {};
  const mails = people.map(({ submission }) => ({
    to: submission,
    kind: 'group' as const,
    content: sealMailContent(vault, submission, { written, ...list }),
  }));
  const dueAt = undoneUntil(clock()).toISOString();
  await store.queueGroup(group, mails, dueAt, actorOf(c, services));
  return c.redirect(`/inbox/mail/${group}/`, 303);
}

function problemOf(written: WrittenMail, { people }: Recipients): string | undefined {
  if (people.length === 0) return 'Nobody in this list has an address. Choose another list in the inbox.';
  return problemOfText(written, people);
}

/** Returns in words what is wrong with a mail, whoever its recipients are; undefined if nothing is. */
export function problemOfWriting({ subject, body }: WrittenMail): string | undefined {
  if (subject === '') return 'Enter a subject.';
  if (/[\r\n]/.test(subject) || lengthOf(subject) > longestSubject)
    return `The subject must be one line of ${String(longestSubject)} characters or fewer.`;
  if (body === '') return 'Write the mail.';
  return lengthOf(body) > longestMail ? `The mail must be ${numberWords(longestMail)} characters or fewer.` : undefined;
}

/** Returns what is wrong with the text of a mail to these people, in words. */
export function problemOfText(written: WrittenMail, people: readonly Recipient[]): string | undefined {
  const problem = problemOfWriting(written);
  if (problem !== undefined) return problem;
  const { subject, body } = written;
  const [unknown] = unknownGroupFields(`${subject}\n${body}`);
  if (unknown !== undefined)
    return `The mail has {{${firstOf(unknown, 40)}}}, which is not known. It can have: ${groupFields.map((name) => `{{${name}}}`).join(', ')}.`;
  const half = halfField(`${subject}\n${body}`);
  if (half !== undefined) return `The mail has a ${half} without its other half. A field is written like {{name}}.`;
  // Whoever can read a mailbox must not read in it what somebody told the team in confidence.
  const messages = people.filter(({ submission }) => submission.form === 'contact').length;
  if (messages > 0 && uses(written, 'my'))
    return `The mail has {{my}}, but ${String(messages)} of these people wrote a message to the team, which has no page.`;
  const without = people.filter(({ submission }) => submission.round === null).length;
  return without > 0 && /\{\{\s*round\s*\}\}/.test(`${subject}\n${body}`)
    ? `The mail has {{round}}, but ${String(without)} of these people belong to no round.`
    : undefined;
}

/** Returns the mail as this person gets it, without their secret link. */
export function composed(
  services: Services,
  { submission }: Recipient,
  written: WrittenMail,
  shown?: Values,
): Promise<ComposedMail | undefined> {
  const content = sealMailContent(services.vault, submission, { written, ...(shown ? { shown } : {}) });
  const mail = { kind: 'group', messageId: '', other: null, content } as const;
  return toApplicant(previewSource(services), mail, submission, services.clock());
}

/**
 * Sends one of these mails to a member of staff.
 * @param about what the mail shows of the other person of a match
 */
export async function sendTest(
  c: Context<AppEnv>,
  services: Services,
  { submission }: Recipient,
  written: WrittenMail,
  typed: string,
  draw: (news: string, status?: 200 | 422) => Promise<Response>,
  about: { shown?: Values; other?: SubmissionName | undefined } = {},
): Promise<Response> {
  const testTo = readEmail(typed);
  if (testTo === undefined) return draw('No test was sent: enter your own email address.', 422);
  const { store, vault, clock } = services;
  const now = clock();
  const { other, ...shown } = about;
  const content = sealMailContent(vault, submission, { written, testTo, ...shown });
  // One test a minute of the same text, however often the button is pressed.
  const key = `test ${groupOf(written, [], now)} ${c.get('staff')} ${now.toISOString().slice(0, 16)}`;
  await store.queueMail([{ to: submission, kind: 'test', other, content, key }], now.toISOString());
  await recordAction(c, services, 'group mail tested');
  return draw(`A test is on its way to ${testTo}, as this person would get it, without their secret link.`);
}

/** Lists the groups that were written to, latest first. */
async function sentGroups({ store, vault }: Services): Promise<SentGroup[]> {
  const groups = Map.groupBy(await store.groupMails(), ({ group }) => group);
  return [...groups]
    .map(([group, mails]) => ({
      group,
      mails,
      written: openMailContent(vault, mails[0]!.to, mails[0]!.content).written ?? { subject: '', body: '' },
    }))
    .reverse();
}

export async function showSentGroup(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { store, vault, clock } = services;
  const group = c.req.param('group') ?? '';
  const mails = /^[\da-f]{32}$/.test(group) ? await store.groupMails(group) : [];
  const [first] = mails;
  if (!first) return c.html(missingPage, 404);
  await recordAction(c, services, 'group mail viewed', `mail/${group}`);
  const { written, list } = openMailContent(vault, first.to, first.content);
  const undone = c.req.query('undone');
  return c.html(
    sentPage({
      bar: staffBar(c),
      sent: { group, mails, written: written ?? { subject: '', body: '' } },
      list,
      names: await namesOf(services, mails),
      now: clock(),
      doubt: (await store.clock())?.doubt,
      news: undone === undefined || !/^\d+$/.test(undone) ? undefined : undoneWords(Number(undone)),
    }),
  );
}

async function namesOf({ store, vault }: Services, mails: readonly GroupMail[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { to } of mails) {
    const submission = await store.find(to);
    if (submission) names.set(subjectOf(to), storedName(vault, submission));
  }
  return names;
}

const undoneWords = (count: number) =>
  count === 0
    ? 'Nothing more was taken back: those below were on their way already.'
    : `Taken back: ${countWords(count, 'mail')}. The others were on their way already.`;

/** Takes back what has not gone out. If nothing has, its words, which the form brings, are in the form to write one again. */
export async function undoGroupMail(c: Context<AppEnv>, services: Services): Promise<Response> {
  const group = c.req.param('group') ?? '';
  if (!/^[\da-f]{32}$/.test(group)) return c.html(missingPage, 404);
  const body = await c.req.parseBody();
  const written = writtenIn((name) => formValue(body[name]));
  const { store } = services;
  const count = await store.undoGroup(group, actorOf(c, services));
  if ((await store.groupMails(group)).length > 0)
    return c.redirect(`/inbox/mail/${group}/?undone=${String(count)}`, 303);
  const view = viewOf(c, new URLSearchParams(formValue(body['view'])));
  if (!isNarrow(view)) return c.html(takenBackPage(staffBar(c), written));
  const recipients = await recipientsOf(services, view);
  const sent = await sentGroups(services);
  return c.html(writePage({ bar: staffBar(c), view, recipients, written, sent, problem: undefined, news: takenBack }));
}
