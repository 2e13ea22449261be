import { html } from 'hono/html';
import { somethingIsWrong } from '#forms/report.ts';
import { dayWords } from '#forms/dates/calendar.ts';
import { formatDeadline, formatInstant, type Round } from '#forms/dates/deadline.ts';
import type { Form } from '#forms/form.ts';
import { hasMentors } from '#forms/scheme-paths.ts';
import { day } from '../../clock.ts';
import { columns, nothing, page, type Html } from '../../pages/layout.ts';
import { statuses, statusWords } from '../../statuses.ts';
import type { Counts, ListFilter, MailCounts, MailOutage, StatusCount } from '../../stores/store.ts';
import type { Undecided } from '../../services/undecided.ts';
import type { WaitingQuestion } from '../../services/questions/waiting.ts';
import { waitingQuestionsHtml } from '../questions/waiting-table.ts';
import { barsHtml, columnsHtml } from './chart.ts';
import { viewAddress, type ListView } from '../submissions/list-filter.ts';
import { submissionCountsHtml, toDoHtml } from '../submissions/counts.ts';
import { selectHtml } from '../ui/select.ts';
import { counted } from '../../count-words.ts';

interface Supply {
  /** Number of mentees of the round. */
  mentees: number;
  matched: number;
  /** Number of free places of eligible mentors. */
  free: number;
  /** Number of places of mentors on whom nobody has decided. */
  undecided: number;
  sectors: readonly { label: string; wanted: number; free: number; undecided: number }[];
}

export interface OverviewPageOptions {
  bar: Html;
  /** Notice that the clock may be wrong, if there is a doubt. */
  clock: Html;
  now: Date;
  /** The round whose mentees and mentors are counted. */
  round: Round | undefined;
  rounds: readonly Round[];
  forms: readonly Form[];
  counts: Counts;
  /** Number of messages that report something wrong and are not closed. */
  reports: number;
  /** How many current pairs of each round give reason to worry. */
  worrying: readonly { round: Round; count: number }[];
  waiting: readonly Undecided[];
  /** Number of mentors on whom nobody has decided. */
  toDecide: number;
  mail: MailCounts;
  /** When a backup was restored; undefined unless nobody is asked or reminded of anything because of it. */
  restoredAt: string | undefined;
  /** The reason why no mail is sent; undefined while mail is sent. */
  outage: MailOutage | undefined;
  /** Folder for mails as files; undefined if they are sent. */
  mailFolder: string | undefined;
  arrivals: readonly { day: string; count: number }[];
  byStatus: readonly StatusCount[];
  /** The questions to a mentor that wait; undefined where there is no such scheme. */
  questions: readonly WaitingQuestion[] | undefined;
  topics: readonly { label: string; count: number }[];
  /** Undefined where there is no round. */
  supply: Supply | undefined;
}

export function overviewPage(options: OverviewPageOptions): Html {
  const { bar, arrivals, topics, round, supply } = options;
  return page({
    title: 'Overview',
    bar,
    isWide: true,
    body: html`<h1>Overview</h1>
      ${options.clock} ${restoredHtml(options)}
      ${columns(
        html`
          <h2>To do</h2>
          ${allToDoHtml(options)}
          <h2>Arrived in the last ${arrivals.length} days</h2>
          ${columnsHtml({
            title: 'Submissions received on each day',
            heads: ['Day', 'Received'],
            columns: arrivals.map(({ day, count }) => ({ label: dayWords(day), value: count })),
          })}
          <h2>By status</h2>
          ${byStatusHtml(options)} ${round && supply && hasMentors ? supplyHtml(options, round, supply) : nothing}
          ${
            options.questions
              ? html`<h2 id="questions">Questions to a mentor</h2>
                  ${waitingQuestionsHtml(options.questions, options.now)}
                  ${barsHtml({
                    caption: 'What they are about.',
                    label: 'Topic',
                    series: ['Questions'],
                    rows: topics.map(({ label, count }) => ({ label, values: [count] })),
                  })}`
              : nothing
          }
        `,
        html`${round ? roundCardHtml(options, round) : nothing}
          <div class="panel">${mailHtml(options)}</div>
          <p><a href="/inbox/retention/">What will be erased soon</a></p> `,
      )}`,
  });
}

function supplyHtml(options: OverviewPageOptions, round: Round, supply: Supply): Html {
  const hasUndecided = supply.undecided > 0;
  return html`<h2 id="supply">Mentees and mentors</h2>
    ${roundHtml(options)}
    <p>${supplyWords(supply, round)}</p>
    ${barsHtml({
      caption: `What mentees without a mentor want first, and how many more mentees the eligible mentors of a sector can take${hasUndecided ? '; then the places of mentors on whom nobody has decided' : ''}. A mentor of two sectors counts in both.`,
      label: 'Sector',
      series: ['Wanted', 'Places left', ...(hasUndecided ? ['Undecided'] : [])],
      rows: supply.sectors
        .filter(({ wanted, free, undecided }) => wanted + free + undecided > 0)
        .map(({ label, wanted, free, undecided }) => ({
          label,
          values: [wanted, free, ...(hasUndecided ? [undecided] : [])],
        })),
    })}`;
}

const roundCardHtml = ({ supply, now }: OverviewPageOptions, round: Round): Html =>
  html`<div class="panel">
    <h2>Round ${round.title}</h2>
    <p>${roundWords(round, now)}</p>
    ${
      supply && hasMentors
        ? html`<p><a class="button" href="/inbox/match/${round.id}/">Match the whole round</a></p>`
        : nothing
    }
  </div>`;

/** Lets staff choose another round, if there is one. */
const roundHtml = ({ round, rounds }: OverviewPageOptions): Html =>
  rounds.length < 2
    ? nothing
    : html`<form class="filter" method="get" action="/inbox/overview/#supply">
        ${selectHtml(
          'round',
          'Round',
          rounds.toReversed().map(({ id, title }) => [id, title] as const),
          round?.id,
        )}
        <p><button class="button quiet">Show</button></p>
      </form>`;

function supplyWords({ mentees, matched, free, undecided }: Supply, { title }: Round): string {
  const more = undecided === 0 ? '' : `, and those on whom nobody has decided offer ${counted(undecided, 'place')}`;
  return `${matched} of ${counted(mentees, 'mentee')} of ${title} ${matched === 1 ? 'has' : 'have'} a mentor; eligible mentors have ${counted(free, 'place')} left${more}.`;
}

function roundWords({ title, opensAt, closesAt }: Round, now: Date): string {
  const left = Math.floor((Date.parse(closesAt) - now.getTime()) / day);
  if (now < new Date(opensAt)) return `${title} opens at ${formatInstant(opensAt)}.`;
  if (left < 0) return `${title} closed at ${formatDeadline(closesAt)}.`;
  const days = left === 0 ? 'less than a day' : left === 1 ? 'one day' : `${left} days`;
  return `${title} closes in ${days}: at ${formatDeadline(closesAt)}.`;
}

/** Messages that report something wrong, those that nobody has closed first. */
const reportsView: Partial<ListView> = { form: 'contact', topic: somethingIsWrong, order: 'urgency' };

function allToDoHtml({ counts, reports, worrying, waiting, toDecide, questions, forms }: OverviewPageOptions): Html {
  const forStaff = questions?.filter(({ isForStaff }) => isForStaff).length ?? 0;
  const overdue = new Map(waiting.map(({ view, count }) => [view.form, count]));
  const askedBefore = waiting.find(({ view }) => view.form === 'ask')?.view.before ?? '';
  const overdueForStaff =
    questions?.filter(
      ({ isForStaff, submission: { status, arrived, receivedAt } }) =>
        isForStaff && status === arrived && receivedAt < askedBefore,
    ).length ?? 0;
  const overdueElsewhere = (overdue.get('ask') ?? 0) - overdueForStaff;
  const title = (view: ListFilter) => forms.find(({ id }) => id === view.form)?.title ?? '';
  // True for a form whose line counts all that waits: it names the overdue ones, which have no line of their own.
  const isPart = ({ form }: ListFilter) => (form === 'mentor' && toDecide > 0) || (form === 'ask' && forStaff > 0);
  const overdueWords = (count = 0) => (count === 0 ? '' : `, ${count} overdue`);
  return html`<ul class="counts" role="list" aria-label="To do">
    ${reports === 0 ? nothing : toDoHtml(viewAddress(reportsView), reports, 'to read first: something is wrong')}
    ${worrying
      .filter(({ count }) => count > 0)
      .map(({ round, count }) =>
        toDoHtml(
          `/inbox/match/${round.id}/pairs/`,
          count,
          `${count === 1 ? 'pair' : 'pairs'} of ${round.title} to worry about`,
        ),
      )}
    ${waiting
      .filter(({ count, view }) => count > 0 && !isPart(view))
      .map(({ view, count, round }) =>
        toDoHtml(
          viewAddress({ order: 'oldest', ...view }),
          count,
          `overdue: ${title(view)}${round === undefined ? '' : `, ${round.title}`}`,
        ),
      )}
    ${
      toDecide === 0
        ? nothing
        : toDoHtml(
            viewAddress({ form: 'mentor', undecided: true, order: 'oldest' }),
            toDecide,
            `${toDecide === 1 ? 'mentor' : 'mentors'} to decide on${overdueWords(overdue.get('mentor'))}`,
          )
    }
    ${
      forStaff === 0
        ? nothing
        : toDoHtml(
            '#questions',
            forStaff,
            `${forStaff === 1 ? 'question to a mentor waits for you' : 'questions to a mentor wait for you'}${overdueWords(overdueForStaff)}${overdueElsewhere <= 0 ? '' : `; ${overdueElsewhere} more overdue, with a mentor or the student`}`,
          )
    }
    ${submissionCountsHtml(counts, { order: 'oldest' })}
  </ul>`;
}

const restoredHtml = ({ restoredAt }: OverviewPageOptions): Html =>
  restoredAt === undefined
    ? nothing
    : html`<p class="note">
        <strong>A backup was restored</strong> at ${formatInstant(restoredAt)}. What happened between the backup and
        then is not in it. Nobody is asked how it goes, reminded, or asked to take a mentee until whoever keeps the
        server says how to go on: <code>npm run inbox -- send-held --help</code>.
      </p>`;

function mailHtml({
  mail: { waiting, failing, failed, held, returned },
  outage,
  mailFolder,
}: OverviewPageOptions): Html {
  const isSending = mailFolder === undefined;
  const problems = [
    ...(waiting > 0 ? [html`${waiting} to be sent${failing > 0 ? `, of which ${failing} failed before` : ''}.`] : []),
    ...(failed + returned > 0
      ? [
          html`<a href="${viewAddress({ mailFailed: true })}">${failed} given up, ${returned} came back</a>: the
            submission’s page says why.`,
        ]
      : []),
    ...(held > 0
      ? [
          html`<a href="${viewAddress({ mailFailed: true })}">${held} held</a> since a backup was restored, because they
            may have been sent before. Send single ones again on the submission’s page;
            <code>npm run inbox -- send-held</code> sends all.`,
        ]
      : []),
  ];
  return html`<h2>Mail</h2>
    ${
      isSending
        ? nothing
        : html`<p class="note">
            No mail is sent: no mail server is set (<code>SMTP_URL</code>). Mails are put into ${mailFolder} as files.
          </p>`
    }
    ${
      outage
        ? html`<p class="note">
            <strong>No mail goes out</strong> since ${formatInstant(outage.since)} (${outage.failure}). Nothing is lost:
            all of it waits, and is tried again. ${outageAdvice(outage)}
          </p>`
        : nothing
    }
    <p>
      ${problems.length === 0 ? (isSending ? 'Every mail has been sent.' : 'Every mail has been written.') : problems.map((problem) => html`${problem} `)}
    </p>`;
}

/** Returns what to check, by the error codes of the failure. */
function outageAdvice({ failure }: MailOutage): string {
  if (/^EAUTH|\b53[045]\b/.test(failure)) return 'The mail server refuses our login: check SMTP_URL.';
  if (failure.includes('MAIL FROM')) return 'The mail server refuses our sender: check MAIL_FROM and MAIL_BOUNCE.';
  if (failure.startsWith('EENVELOPE'))
    return 'The mail server does not let us send to others: check SMTP_URL and its login.';
  if (/^ETLS|CERT|SSL/.test(failure))
    return 'There is no safe connection to the mail server: check SMTP_URL and its certificate.';
  if (/^E(DNS|CONN|SOCKET|TIMEDOUT|HOST|NET)/.test(failure))
    return 'The mail server cannot be reached: check SMTP_URL and the network.';
  return 'Whoever keeps the server finds more under “When no mail goes out” in docs/running.md.';
}

function byStatusHtml({ forms, byStatus }: OverviewPageOptions): Html {
  const shown = statuses.filter((status) => byStatus.some((each) => each.status === status));
  if (shown.length === 0) return html`<p class="empty">Nothing has been sent yet.</p>`;
  return barsHtml({
    caption: 'How many there are of each status.',
    label: 'Status',
    series: forms.map(({ title }) => title),
    rows: shown.map((status) => ({
      label: statusWords[status],
      values: forms.map(({ id }) => byStatus.find((each) => each.form === id && each.status === status)?.count ?? 0),
      addresses: forms.map(({ id }) => viewAddress({ form: id, status })),
    })),
  });
}
