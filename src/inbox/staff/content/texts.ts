/** The texts of the mails that the inbox sends by itself, changed in the browser. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';
import { dayWords } from '#forms/dates/calendar.ts';
import { formatInstant } from '#forms/dates/deadline.ts';
import { formIds, type FormId } from '#forms/form.ts';
import type { AppEnv, Services } from '../../env.ts';
import type { ComposedMail } from '../../mail/compose.ts';
import { introduction } from '../../mail/introduction.ts';
import { fieldsOf, readTemplate, withNames, writeTemplate, type Template, type Values } from '../../mail/templates.ts';
import { termsFrom, usualOfferDays } from '../../services/offers.ts';
import { mailFile } from '../../site-content.ts';
import type { StoredSubmission } from '../../stores/store.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { openContent } from '../../submissions/sealed-content.ts';
import { actorOf, recordAction, staffName } from '../actor.ts';
import { formValue } from '../../pages/form-value.ts';
import { composed, problemOfWriting, sendTest, writtenIn } from '../group-mail/group-mail.ts';
import type { Recipient } from '../group-mail/recipients.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import { isAfterForm } from './same-form.ts';
import { readerOf, readers, textPage, textsPage } from './texts-page.ts';

export async function showTexts(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { content } = services;
  await content.refresh();
  await recordAction(c, services, 'mail texts viewed');
  return c.html(
    textsPage({
      bar: staffBar(c),
      texts: [...content.templates]
        .map(([name, { subject }]) => ({ name, subject, differs: content.isChanged(mailFile(name)) }))
        .sort(
          (a, b) =>
            readers.indexOf(readerOf(a.name)) - readers.indexOf(readerOf(b.name)) || a.name.localeCompare(b.name),
        ),
    }),
  );
}

interface Said {
  typed?: Template;
  /** The last change that was seen; the latest without it. */
  after?: number;
  problem?: string | undefined;
  news?: string | undefined;
  testTo?: string;
}

export async function showText(c: Context<AppEnv>, services: Services): Promise<Response> {
  await services.content.refresh();
  const name = nameOfText(c, services);
  if (name === undefined) return c.html(missingPage, 404);
  await recordAction(c, services, 'mail text viewed', mailFile(name));
  return draw(c, services, name, { news: doneWords.get(c.req.query('done') ?? '') });
}

const doneWords: ReadonlyMap<string, string> = new Map([
  ['saved', 'Saved. Every mail that goes out from now has this text.'],
  ['file', 'Saved. The text of the site’s own file counts again.'],
]);

/** Returns the name in the address if there is such a mail. */
function nameOfText(c: Context<AppEnv>, { content }: Services): string | undefined {
  const name = c.req.param('name') ?? '';
  return content.text(mailFile(name)) === undefined ? undefined : name;
}

async function draw(
  c: Context<AppEnv>,
  services: Services,
  name: string,
  said: Said,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { content } = services;
  const file = mailFile(name);
  const changes = content.changesOf(file);
  const typed = said.typed ?? content.templates.get(name)!;
  return c.html(
    textPage({
      bar: staffBar(c),
      name,
      subject: content.templates.get(name)!.subject,
      typed,
      after: said.after ?? changes.at(-1)?.seq ?? 0,
      fields: fieldsOf(name),
      versions: changes.map((change) => ({
        change,
        template: change.text === null ? undefined : readVersion(name, change.text),
      })),
      differs: content.isChanged(file),
      hasOwn: content.ownText(file) !== undefined,
      preview: said.problem === undefined ? await previewOf(services, name, typed) : undefined,
      problem: said.problem,
      news: said.news,
      testTo: said.testTo ?? '',
    }),
    status,
  );
}

/** Returns an earlier version; undefined if its fields are not those of this version of the site. */
function readVersion(name: string, text: string): Template | undefined {
  try {
    return readTemplate(name, text);
  } catch {
    return undefined;
  }
}

/** Fields that any mail to an applicant can fill in. */
const alwaysKnown = ['name', 'reference', 'team', 'site', 'my', 'graduateYears', 'answerBy', 'round', 'decisionBy'];
const knownFields = [...alwaysKnown, 'cycleStarts', 'cycleEnds', 'keptUntil'];

/** Somebody who applied, and a text with values as in a mail to them. A field without a value shows its name. */
interface Shown {
  to: Recipient;
  /** The other of a pair, whose data the values have too. */
  other?: StoredSubmission | undefined;
  written: Template;
  values: Values;
}

async function shownTo(services: Services, name: string, template: Template): Promise<Shown | undefined> {
  const found = await somebody(services, name);
  if (!found) return undefined;
  const { to, other } = found;
  const values = { ...(await pairValues(services, to, other)), ...askedFor(services) };
  const isUnknown = (field: string) => !knownFields.includes(field) && !(field in values);
  return { to, other, written: withNames(template, fieldsOf(name).filter(isUnknown)), values };
}

/** The page on which one answers, and the last day for it, as if asked today. */
const askedFor = ({ config, clock }: Services): Values => ({
  link: `${config.siteUrl}/my/`,
  answerUntil: dayWords(termsFrom(clock(), usualOfferDays).answerBy, true),
});

/** Returns what a mail to one of a pair says of both. */
async function pairValues(services: Services, to: Recipient, other: StoredSubmission | undefined): Promise<Values> {
  if (!other) return {};
  const [mentee, mentor] = other.form === 'mentor' ? [to.submission, other] : [other, to.submission];
  const now = services.clock();
  const source = { ...services, siteUrl: services.config.siteUrl };
  const introduced = await introduction(source, { mentee, mentor, began: now }, now);
  if (!introduced) return {};
  const { values } = introduced;
  return { ...values, partner: (other.form === 'mentor' ? values['mentor'] : values['mentee'])! };
}

/** Returns the mail as somebody who applied would get it; undefined if nobody has. */
async function previewOf(
  services: Services,
  name: string,
  template: Template,
): Promise<{ to: Recipient; mail: ComposedMail } | undefined> {
  const shown = await shownTo(services, name, template);
  const mail = shown && (await composed(services, shown.to, shown.written, shown.values));
  return shown && mail && { to: shown.to, mail };
}

/** Mails about a match, or about one that is asked for. */
const ofPairs = /^(introduction|check-in-.*|(matched|match-ended|offer(-reminder|-withdrawn)?)-(mentee|mentor))$/;

/** Returns the latest person to whom such a mail could go; for a mail about a pair, one of the latest match with the other. */
async function somebody(
  services: Services,
  name: string,
): Promise<{ to: Recipient; other?: StoredSubmission } | undefined> {
  const form: FormId | undefined = formIds.find((id) => name.endsWith(`-${id}`));
  if (!ofPairs.test(name)) {
    const to = await latest(services, form);
    return to && { to };
  }
  const match = (await services.store.matches()).at(-1);
  const [mentee, mentor] = match
    ? await Promise.all([match.mentee, match.mentor].map((side) => services.store.find(side)))
    : [(await latest(services, 'mentee'))?.submission, (await latest(services, 'mentor'))?.submission];
  const [first, other] = form === 'mentor' ? [mentor, mentee] : [mentee, mentor];
  const to = first && recipientOf(services, first);
  return to && { to, ...(other ? { other } : {}) };
}

/** Returns the latest person who sent the form, or any form. */
async function latest(services: Services, form: FormId | undefined): Promise<Recipient | undefined> {
  for (const submission of await services.store.list({ form, order: 'newest', limit: 20 })) {
    const to = submission.status === 'suspect' ? undefined : recipientOf(services, submission);
    if (to) return to;
  }
  return undefined;
}

function recipientOf({ vault }: Services, submission: StoredSubmission): Recipient | undefined {
  const content = openContent(vault, submission, submission.answers);
  const email = content.answers['email'];
  return typeof email === 'string' && email !== '' ? { submission, name: nameOf(content), email } : undefined;
}

/** Shows, tests or stores another text, or goes back to the site's own. */
export async function changeText(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { content, store } = services;
  await content.refresh();
  const name = nameOfText(c, services);
  if (name === undefined) return c.html(missingPage, 404);
  const file = mailFile(name);
  const body = await c.req.parseBody();
  const value = (field: string) => formValue(body[field]);
  const act = value('act');
  const own = content.ownText(file);
  const isReset = act === 'file' && own !== undefined;
  const typed: Template = writtenIn(value);
  const after = Number.parseInt(value('after'), 10) || 0;
  const said = { typed, after, testTo: value('test') };
  if (!isReset) {
    const problem = problemOf(services, name, typed);
    if (problem !== undefined) return draw(c, services, name, { ...said, problem }, 422);
  }
  if (act === 'test') {
    const shown = await shownTo(services, name, typed);
    if (!shown) return draw(c, services, name, { ...said, news: noTest }, 422);
    const answer = (news: string, status: 200 | 422 = 200) => draw(c, services, name, { ...said, news }, status);
    return sendTest(c, services, shown.to, shown.written, value('test'), answer, {
      shown: shown.values,
      other: shown.other,
    });
  }
  if (act !== 'save' && !isReset)
    return draw(c, services, name, { ...said, news: 'Not saved yet: this is the text as you typed it.' });
  const text = writeTemplate(content.text(file)!, typed);
  const actor = actorOf(c, services);
  const done = () => c.redirect(`/inbox/texts/${name}/?done=${isReset ? 'file' : 'saved'}`, 303);
  const stored = isReset || text === own ? null : text;
  const last = content.changesOf(file).at(-1);
  // Sending the same form twice is no conflict.
  if (isAfterForm(last, after, actor) && last.text === stored) return done();
  if (!isReset && text === content.text(file)) return draw(c, services, name, { news: 'Nothing is changed yet.' }, 422);
  const result = await store.changeContent({ file, text: stored, appliesAt: actor.at, after }, actor);
  await content.refresh();
  if (result !== 'overtaken') return done();
  const { made } = content.changesOf(file).at(-1)!;
  const news = `Not saved: meanwhile ${staffName(made.actor)} has changed this text, at ${formatInstant(made.at)}. Below is what you typed; theirs is the first of the versions. Save again to replace it.`;
  return draw(c, services, name, { typed: isReset ? content.templates.get(name)! : typed, news }, 409);
}

const noTest = 'No test was sent: nobody has applied yet whose data it could show.';

/** Returns what is wrong with a text by the rules of its file, and with its links to the site, in words. */
function problemOf({ content, dist }: Services, name: string, typed: Template): string | undefined {
  const problem = problemOfWriting(typed);
  if (problem !== undefined) return problem;
  try {
    readTemplate(name, writeTemplate(content.text(mailFile(name))!, typed));
  } catch (error) {
    return `The mail ${(error as Error).message}`;
  }
  const lost = [...typed.body.matchAll(/\{\{\s*site\s*\}\}(\/[\w/-]*\/)/g)].find(
    ([, path]) => existsSync(join(dist, 'index.html')) && !existsSync(join(dist, path!, 'index.html')),
  );
  return lost && `The site has no page ${lost[1]!}, to which the mail leads.`;
}
