import { andWords } from '#forms/in-words.ts';
import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import { formatInstant } from '#forms/dates/deadline.ts';
import { breakable } from '../../pages/breakable.ts';
import { hiddenHtml } from '../../pages/hidden.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { sureHtml } from '../../pages/sure.ts';
import { statusWords } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { describeData, describeOthers, type PersonData, type PersonSubmission } from '../../services/person.ts';
import { titleOf, type PersonPageOptions } from './person-page.ts';
import { problemHtml } from '../../pages/input.ts';
import { counted } from '../../count-words.ts';
import { newsHtml } from '../../pages/news.ts';

interface ErasePageOptions extends Omit<PersonPageOptions, 'isAdmin' | 'isErased' | 'personData'> {
  personData: PersonData;
  /** References of those whom the erasure tells. */
  told: readonly string[];
  /** The reason why nothing was erased. */
  news?: string;
}

/** Returns a fingerprint of what is listed, 43 characters: the form sends it back, so that only what was listed is erased, and told. */
export const fingerprintOf = ({
  personData: { submissions, repeats },
  told,
}: Pick<ErasePageOptions, 'personData' | 'told'>): string =>
  createHash('sha256')
    .update(
      [
        ...submissions.map(({ submission, enclosures }) => `${subjectOf(submission)}+${enclosures.length}`),
        ...repeats.map(({ seq }) => seq),
        ...told,
      ].join(' '),
    )
    .digest('base64url');

/** Lists what will be erased, and asks for confirmation. */
export function erasePage({ bar, forms, email, personData, told, problem, news }: ErasePageOptions): Html {
  const others = describeOthers(personData);
  return page({
    title: problem ? 'Error: Erase one person’s data' : 'Erase one person’s data',
    bar,
    body: html`<h1>Erase what is held under ${breakable(email)}?</h1>
      ${problemHtml(problem)} ${newsHtml(news)}
      <p class="note"><strong>This cannot be undone.</strong> Download a copy first if anyone may need it.</p>
      ${others === undefined ? nothing : html`<p class="note"><strong>It takes along ${others}.</strong> They may be all that somebody else sent: deal with them first.</p>`}
      <h2>What will go</h2>
      <ul>
        ${personData.submissions.map(
          (each) =>
            html`<li>
              <strong>${titleOf(forms, each)}</strong>, received ${formatInstant(each.submission.receivedAt)}, status
              ${statusWords[each.submission.status]}, with ${andWords(contentsOf(each))}
            </li>`,
        )}
        ${personData.repeats.map(
          ({ submission, at }) =>
            html`<li>
              the answers received ${formatInstant(at)} under the id of
              <strong>${titleOf(forms, { submission })}</strong>, which itself stays
            </li>`,
        )}
      </ul>
      ${
        told.length === 0
          ? nothing
          : html`<h2>Who is told</h2>
              <p>
                ${andWords(told)}: by email that the match, the question or the meeting is over. The mail names nobody
                and gives no reason.
              </p>`
      }
      <h2>What stays</h2>
      <ul>
        <li>The audit: ids and what was done with them, no answers and no address</li>
        <li>Hourly backups, for up to 14 days; other copies until someone deletes them</li>
        <li>Mails that were sent, in the mailboxes of those who got them</li>
      </ul>
      <form method="post" action="/inbox/person/erase/" novalidate>
        ${hiddenHtml({ email, shown: fingerprintOf({ personData, told }) })}
        ${sureHtml(`Yes, erase ${describeData(personData)} for good`, problem)}
        <p class="ways">
          <button class="button danger">Erase</button>
          <button class="button quiet" formaction="/inbox/person/">Keep it</button>
        </p>
      </form>`,
  });
}

function contentsOf({ enclosures, mails, files, offers }: PersonSubmission): string[] {
  const notes = enclosures.filter(({ kind }) => kind === 'note').length;
  const again = enclosures.filter(({ kind }) => kind === 'differing').length;
  return [
    'its answers',
    ...(again > 0 ? [`${counted(again, 'set')} of answers that came again under its id`] : []),
    ...(enclosures.some(({ kind }) => kind === 'meeting') ? [meetingWords(offers)] : []),
    ...(notes > 0 ? [counted(notes, 'note')] : []),
    ...(mails.length > 0 ? [`${counted(mails.length, 'mail')} in the outbox`] : []),
    ...(files.length > 0 ? [counted(files.length, 'mail file')] : []),
  ];
}

/** A mentor whom staff found by hand is not known here. */
const meetingWords = (offers: PersonSubmission['offers']) =>
  offers.some(({ answer }) => answer === 'accepted')
    ? 'its meeting'
    : 'its meeting, which staff booked by hand: tell whoever was to come';
