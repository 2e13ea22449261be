import { html } from 'hono/html';
import type { Answers } from '#forms/answers/answers.ts';
import { dayWords } from '#forms/dates/calendar.ts';
import { sectors } from '#forms/options.ts';
import { hasMentors } from '#forms/scheme-paths.ts';
import type { Services } from '../../env.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import { unmatched } from '../../statuses.ts';
import type { Actor, Ending, StoredSubmission, SubmissionName } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { capacityOf } from '../../services/matching/capacity.ts';
import { sentBefore } from '../../services/sent-before.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { openContent } from '../../submissions/sealed-content.ts';
import { textsOf } from '../submissions/find.ts';
import { viewAddress, viewQuery } from '../submissions/list-filter.ts';
import type { ReturnTo } from '../submissions/return-to.ts';
import { noEnterHtml } from '../ui/no-enter.ts';
import { selectHtml } from '../ui/select.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { saidHtml } from './check-in-answers.ts';
import { endingFieldHtml, endingWords } from './ending.ts';
import { counted } from '../../count-words.ts';

/** The other person of a match. */
export interface Partner {
  submission: StoredSubmission;
  name: string;
  email: string | undefined;
  /** The number of the match, while it lasts. */
  match?: number;
}

interface EarlierMatch {
  /** Undefined after the other person's data was erased. */
  partner: Partner | undefined;
  /** Title of the round. */
  round: string | undefined;
  ended: Actor & Ending;
}

interface PanelBase {
  partners: readonly Partner[];
  earlier: readonly EarlierMatch[];
  /** What the person answered in check-ins. */
  said: readonly Html[];
}

export type MatchPanel =
  | (PanelBase & { kind: 'mentor'; places: number; sectors: readonly string[] })
  | (PanelBase & {
      kind: 'mentee';
      /** True if no mentor is recorded, and the status is one with which one is looked for. */
      isOpen: boolean;
      /** The round of the bench on which a mentor is found; undefined after its file has gone. */
      round: string | undefined;
      /** True if an earlier application of the same person counts. */
      isDuplicate: boolean;
      /** The mentor who is asked whether they take this mentee. */
      asked: { mentor: Partner; answerBy: string } | undefined;
      /** The mentee's note for matching. */
      wish: string | undefined;
    });

/** Returns the matching section of a mentee's or mentor's page; undefined for questions, and where nobody is matched. */
export async function matchPanelOf(
  services: Services,
  submission: StoredSubmission,
  answers: Answers,
): Promise<MatchPanel | undefined> {
  const { store } = services;
  const isMentee = submission.form === 'mentee';
  if (!isMentee && submission.form !== 'mentor') return undefined;
  const matches = await store.matches(submission);
  if (!hasMentors && matches.length === 0) return undefined;
  const partners = await Promise.all(
    matches.map(async (match) => {
      const partner = await partnerOf(services, isMentee ? match.mentor : match.mentee);
      return partner && { ...partner, match: match.seq };
    }),
  );
  const base = {
    partners: partners.filter((one) => one !== undefined),
    earlier: await earlierOf(services, submission),
    said: await saidOf(services, submission),
  };
  if (!isMentee) return { kind: 'mentor', ...base, places: capacityOf(answers), sectors: textsOf(answers, 'sectors') };
  const offer = (await store.offers(submission)).find(({ answer }) => answer === 'waiting');
  const askedMentor = offer && (await partnerOf(services, offer.mentor));
  return {
    kind: 'mentee',
    asked: offer && askedMentor && { mentor: askedMentor, answerBy: offer.answerBy },
    ...base,
    isOpen: matches.length === 0 && unmatched.includes(submission.status),
    round: services.rounds.find(({ id }) => id === submission.round)?.id,
    isDuplicate: (await sentBefore(services, submission, services.clock())) !== undefined,
    wish: textsOf(answers, 'matchNote')[0],
  };
}

async function earlierOf(services: Services, submission: StoredSubmission): Promise<EarlierMatch[]> {
  const history = await services.store.matchHistory(submission);
  const earlier = history.flatMap(({ ended, ...match }) => (ended ? [{ ...match, ended }] : []));
  return Promise.all(
    earlier.map(async ({ round, ended, mentee, mentor }) => {
      const partner = submission.form === 'mentee' ? mentor : mentee;
      return {
        partner: partner ? await partnerOf(services, partner) : undefined,
        round: services.rounds.find(({ id }) => id === round)?.title ?? round ?? undefined,
        ended,
      };
    }),
  );
}

/** Returns what the person answered in check-ins, about whom. */
async function saidOf(services: Services, submission: StoredSubmission): Promise<Html[]> {
  const answered = (await services.store.checkIns(submission)).filter(({ answeredAt }) => answeredAt !== null);
  return Promise.all(
    answered.map(async (checkIn) => {
      const partner = checkIn.partner && (await partnerOf(services, checkIn.partner));
      return saidHtml(services, checkIn, `about ${partner?.name ?? 'somebody whose data was erased'}`);
    }),
  );
}

async function partnerOf({ store, vault }: Services, name: SubmissionName): Promise<Partner | undefined> {
  const submission = await store.find(name);
  if (!submission) return undefined;
  const content = openContent(vault, submission, submission.answers);
  return { submission, name: nameOf(content), email: textsOf(content.answers, 'email')[0] };
}

interface MatchPanelOptions {
  returnTo: ReturnTo;
  submission: StoredSubmission;
  /** Name of the mentee or mentor. */
  name: string;
  panel: MatchPanel;
  mayChange: boolean;
}

/** Returns the matches, and on a mentee's page the way to a mentor. The heading contains the name, because links skip the top of the page. */
export const matchPanelHtml = (options: MatchPanelOptions): Html =>
  options.panel.kind === 'mentor'
    ? html`<h2 id="match" tabindex="-1">Mentees of ${options.name}</h2>
        ${mentorHtml(options, options.panel)} ${saidSectionHtml(options)} ${earlierHtml(options)}`
    : html`<h2 id="match" tabindex="-1">Mentor for ${options.name}</h2>
        ${menteeHtml(options, options.panel)} ${saidSectionHtml(options)} ${earlierHtml(options)}`;

const mentorHtml = (
  options: MatchPanelOptions,
  { places, partners, sectors: known }: MatchPanel & { kind: 'mentor' },
): Html =>
  html`<p>
      ${
        places === 0
          ? 'Answers questions only, and takes no mentee.'
          : `${partners.length} of ${counted(places, 'place')} taken.`
      }
    </p>
    ${partners.map((partner) => html`<p>${partnerHtml(options, partner)}</p>`)}
    ${partners.length < places ? html`<p>Mentees without a mentor who want: ${sectorLinks(known)}</p>` : nothing}`;

function menteeHtml(options: MatchPanelOptions, panel: MatchPanel & { kind: 'mentee' }): Html {
  const [partner] = panel.partners;
  if (partner) return matchedHtml(options, partner);
  if (!panel.isOpen) return html`<p>No mentor is recorded, and none is looked for with this status.</p>`;
  return html`${panel.wish === undefined ? nothing : html`<p class="note">To think of: ${panel.wish}</p>`}
    <p>${wayToMentorHtml(options, panel)}</p>`;
}

/** Returns the way to the bench, or why a mentor is not looked for there. */
function wayToMentorHtml(
  options: MatchPanelOptions,
  { asked, isDuplicate, round }: MatchPanel & { kind: 'mentee' },
): Html | string {
  const { submission } = options;
  if (round === undefined) return 'No mentor is looked for: the file of this round is gone.';
  if (asked)
    return html`Asked: ${partnerHtml(options, asked.mentor)}, to answer by ${dayWords(asked.answerBy)}. To choose
      another, <a href="/inbox/match/${round}/asked/">take that question back</a> first.`;
  if (isDuplicate) return 'No mentor is looked for: the same person applied before, and only the first counts.';
  return html`<a class="button quiet" href="/inbox/match/${round}/${submission.submissionId}/"
    >Find a mentor on the bench</a
  >`;
}

const matchedHtml = (options: MatchPanelOptions, partner: Partner): Html =>
  html`<p>${partnerHtml(options, partner)}</p>
    ${
      options.mayChange
        ? html`<form
            method="post"
            action="${options.returnTo.withList(`/inbox/${subjectOf(options.submission)}/match/`)}"
          >
            ${noEnterHtml} ${endingFieldHtml('ending', 'How the match ends', 'other')}
            ${selectHtml(
              'next',
              `What becomes of ${options.name}’s application`,
              [
                ['matching', 'Look for another mentor'],
                ['finished', 'Nothing more: it is finished'],
              ],
              'matching',
            )}
            ${optionHtml({
              id: 'tell-end',
              name: 'tell',
              label: `Tell both, ${options.name} and ${partner.name}, by email that the match has ended`,
            })}
            <p>
              <button class="button quiet" name="end" value="${partner.submission.submissionId}">End the match</button>
            </p>
          </form>`
        : nothing
    }`;

/** Returns a link to the other person's page, and one to write to both. */
const partnerHtml = (
  { returnTo: { withList }, mayChange }: MatchPanelOptions,
  { submission, name, match }: Partner,
): Html =>
  html`<a href="${withList(`/inbox/${subjectOf(submission)}/`)}">${name}</a>${
      match === undefined || !mayChange ? nothing : html`: <a href="${writeToBoth(match)}">Write to both</a>`
    }`;

/** Returns the address at which staff write to the two of a match, so that what they wrote stands at each. */
export const writeToBoth = (match: number): string => `/inbox/mail/?${viewQuery({ pair: match })}`;

const saidSectionHtml = ({ name, panel: { said } }: MatchPanelOptions): Html =>
  said.length === 0
    ? nothing
    : html`<h3>What ${name} says about it</h3>
        ${said}`;

function earlierHtml({ returnTo, panel: { earlier } }: MatchPanelOptions): Html {
  if (earlier.length === 0) return nothing;
  return html`<h3>Earlier matches</h3>
    <ul>
      ${earlier.map(({ partner, round, ended }) => {
        const who = partner
          ? html`<a href="${returnTo.withList(`/inbox/${subjectOf(partner.submission)}/`)}">${partner.name}</a>`
          : html`Somebody whose data was erased`;
        return html`<li>
          ${who}${round === undefined ? nothing : html`, ${round}`}. ${endingWords(ended)}, ${shortTimeHtml(ended.at)}
        </li>`;
      })}
    </ul>`;
}

const sectorLinks = (values: readonly string[]): Html =>
  html`${values.map((value, index) => {
    const sector = sectors.find((each) => each.value === value);
    return html`${index === 0 ? '' : ', '}<a
        href="${viewAddress({ form: 'mentee', matched: false, sector: sector?.value })}"
        >${sector?.label ?? 'any sector'}</a
      >`;
  })}`;
