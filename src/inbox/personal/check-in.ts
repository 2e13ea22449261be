/**
 * The page on which somebody says how it goes with the other person of their match. Each answer is one tap and is stored
 * at once. Opening the page changes nothing: mail scanners open every link.
 */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { reportPath } from '#forms/report.ts';
import { theTeamFirst } from '#forms/team.ts';
import type { AppEnv, Services } from '../env.ts';
import { greetingName } from '../mail/greeting-name.ts';
import { nothing, type Html } from '../pages/layout.ts';
import {
  openCheckInNote,
  questions,
  readAnswers,
  sealCheckInNote,
  type CheckInQuestion,
} from '../services/check-ins.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { CheckIn, Link, NewMail } from '../stores/store.ts';
import { storedName } from '../submissions/name-of.ts';
import { sealMailContent } from '../submissions/sealed-content.ts';
import { applicantAt } from './applicant.ts';
import type { LinkPages } from './link-pages.ts';
import { noLinkPage } from './no-link-page.ts';
import { problemHtml } from '../pages/input.ts';
import { neverSeen, personalPage } from './personal-page.ts';
import { reminderPages } from './reminders.ts';
import { noteProblem } from './offer-parts.ts';

export const checkInPages: LinkPages = {
  get: { '': show, ...reminderPages.get },
  post: { '': answer, ...reminderPages.post },
};

const checkInOf = async ({ store }: Services, { about, submission }: Link): Promise<CheckIn | undefined> => {
  const checkIn = await store.checkIn(Number(about));
  return checkIn?.person?.submissionId === submission.submissionId ? checkIn : undefined;
};

async function show(c: Context<AppEnv>, services: Services, link: Link, token: string): Promise<Response> {
  const checkIn = await checkInOf(services, link);
  return checkIn ? c.html(await checkInPage(services, checkIn, token)) : c.html(noLinkPage(), 404);
}

async function answer(c: Context<AppEnv>, services: Services, link: Link, token: string): Promise<Response> {
  const { store, vault } = services;
  const checkIn = await checkInOf(services, link);
  if (!checkIn) return c.html(noLinkPage(), 404);
  const body = await c.req.parseBody();
  const answers = readAnswers(checkIn.kind, (name) => body[name]);
  const note = typeof body['note'] === 'string' ? body['note'].trim() : '';
  const refuse = async (problem: string) => {
    const stored = (await checkInOf(services, link)) ?? checkIn;
    return c.html(await checkInPage(services, stored, token, { problem, note }), 422);
  };
  const hasAnswers = Object.keys(answers).length > 0;
  if (!hasAnswers && note === '') return refuse('Choose an answer, or write a message.');
  const problem = noteProblem(note);
  const sealed = note === '' || problem !== undefined ? undefined : sealCheckInNote(vault, checkIn.seq, note);
  const actor = applicantAt(services);
  if (hasAnswers || sealed)
    await store.answerCheckIn(checkIn.seq, answers, sealed, actor, (before) =>
      noticeOf(services, before, answers, sealed && note),
    );
  if (problem !== undefined) return refuse(problem);
  return c.redirect(`/my/${token}/`, 303);
}

/** Returns the mail to the team about what is new beside what was said before: something is wrong, or a message. */
function noticeOf(
  { vault, config: { siteUrl } }: Services,
  before: CheckIn,
  answers: Readonly<Record<string, string>>,
  note: string | undefined,
): NewMail | undefined {
  const isWrong = answers['well'] === 'no' && before.answers['well'] !== 'no';
  const writes = note !== undefined && note !== openCheckInNote(vault, before);
  if (before.person === null || (!isWrong && !writes)) return undefined;
  const said = [...(isWrong ? ['says that something is wrong'] : []), ...(writes ? ['writes to you'] : [])];
  const shown = {
    form: 'How it goes',
    said: said.join(' and '),
    link: `${siteUrl}/inbox/${subjectOf(before.person)}/#match`,
  };
  return { to: before.person, kind: 'notice', content: sealMailContent(vault, before.person, { shown }) };
}

async function checkInPage(
  services: Services,
  checkIn: CheckIn,
  token: string,
  typed?: { problem: string; note: string },
): Promise<Html> {
  const asked = questions[checkIn.kind];
  const open = asked.filter(({ name }) => checkIn.answers[name] === undefined).length;
  const partner = await partnerName(services, checkIn);
  const stored = openCheckInNote(services.vault, checkIn);
  const note = typed?.note ?? stored ?? '';
  const isSent = stored !== undefined && typed === undefined;
  return personalPage({
    title: checkIn.kind === 'end' ? `How was it with ${partner}?` : `How is it going with ${partner}?`,
    isError: typed !== undefined,
    body: html`${problemHtml(typed && { field: 'note', message: typed.problem })}
      ${typed === undefined ? html`<p role="status">${progressWords(asked.length, open)}</p>` : nothing}
      ${
        checkIn.answers['well'] === 'no' || checkIn.answers['well'] === 'mixed'
          ? html`<p class="note">
              Thank you for saying so. ${theTeamFirst} sees it. You can also
              <a href="/${reportPath}">write to the team</a> now, in confidence.
            </p>`
          : nothing
      }
      <form method="post" action="${neverSeen(`/my/${token}/`)}">
        ${asked.map((question) => questionHtml(checkIn, question))}
        <div class="field">
          <label for="note">Anything that the team should know (optional)</label>
          <p class="hint" id="note-hint">
            ${partner} does not see your answers. ${theTeamFirst}
            does.${isSent ? ' Your message is sent. You can change it and send it again.' : ''}
          </p>
          <textarea id="note" name="note" rows="3" aria-describedby="note-hint">${'\n'}${note}</textarea>
        </div>
        <p><button class="button quiet">Send this message</button></p>
      </form>`,
    beside: html`<section class="panel">
      <h2>Is something wrong?</h2>
      <p>
        <a href="/${reportPath}">Write to the team</a> at any time, in confidence. In danger or distress?
        <a href="/support/">Get help now</a>.
      </p>
    </section>`,
  });
}

function progressWords(count: number, open: number): string {
  if (open === 0) return 'Thank you, that is all. You can change an answer here, or close this page.';
  if (open === count) return `${count === 2 ? 'Two' : 'Three'} questions, one tap each. Each answer is stored at once.`;
  return open === 1 ? 'Stored. One more question.' : `Stored. ${open} more questions.`;
}

/** A tap posts the message, too: what is typed when somebody answers is not lost. */
const questionHtml = ({ side, answers }: CheckIn, { name, words, answers: choices }: CheckInQuestion): Html =>
  html`<fieldset class="taps">
    <legend>${words[side]}</legend>
    ${choices.map(([value, label]) => {
      const isChosen = answers[name] === value;
      return html`<button
        class="button${isChosen ? '' : ' quiet'}"
        name="${name}"
        value="${value}"
        aria-pressed="${isChosen ? 'true' : 'false'}"
      >
        ${isChosen ? html`<span aria-hidden="true">✓</span>&nbsp;` : nothing}${label}
      </button>`;
    })}
  </fieldset>`;

async function partnerName({ store, vault }: Services, { partner, side }: CheckIn): Promise<string> {
  const other = side === 'mentee' ? 'your mentor' : 'your mentee';
  const found = partner && (await store.find(partner));
  return found ? greetingName(storedName(vault, found), other) : other;
}
