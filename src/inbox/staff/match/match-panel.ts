import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { sectors } from '#forms/options.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import type { Actor, Ending, StoredSubmission } from '../../stores/types/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { MatchScore } from '../../services/matching/match-score.ts';
import { viewAddress, viewQuery } from '../submissions/list-filter.ts';
import type { ReturnTo } from '../submissions/return-to.ts';
import { selectHtml } from '../ui/select.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
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

/** A mentor with a free place in a wanted sector. */
export interface MentorCandidate extends MatchScore {
  submission: StoredSubmission;
  name: string;
  /** Job and organisation. */
  work: string;
  places: number;
  free: number;
}

export interface EarlierMatch {
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
  sectors: readonly string[];
}

export type MatchPanel =
  | (PanelBase & { kind: 'mentor'; places: number })
  | (PanelBase & {
      kind: 'mentee';
      /** True if the mentee still needs a mentor. */
      isOpen: boolean;
      candidates: readonly MentorCandidate[];
      /** Number of all candidates, shown or not. */
      candidateCount: number;
      /** The mentor who is asked whether they take this mentee. */
      asked: { mentor: Partner; answerBy: string } | undefined;
      /** The mentee's note for matching. */
      wish: string | undefined;
    });

interface MatchPanelOptions {
  returnTo: ReturnTo;
  submission: StoredSubmission;
  /** Name of the mentee or mentor. */
  name: string;
  panel: MatchPanel;
  mayChange: boolean;
}

/** Returns the matches, and on a mentee's page the candidates. The heading contains the name, because links skip the top of the page. */
export const matchPanelHtml = (options: MatchPanelOptions): Html =>
  options.panel.kind === 'mentor'
    ? html`<h2 id="match" tabindex="-1">Mentees of ${options.name}</h2>
        ${mentorHtml(options, options.panel)} ${saidSectionHtml(options)} ${earlierHtml(options)}`
    : html`<h2 id="match" tabindex="-1">Mentor for ${options.name}</h2>
        ${menteeHtml(options, options.panel)} ${saidSectionHtml(options)} ${earlierHtml(options)}
        <p>
          <a href="${options.returnTo.withList(`/inbox/next-to-match/?after=${options.submission.seq}`)}"
            >Next mentee without a mentor</a
          >
        </p>`;

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
    ${
      partners.length < places
        ? html`<p>Mentees without a mentor who want: ${sectorLinks('mentee', known)}</p>`
        : nothing
    }`;

function menteeHtml(options: MatchPanelOptions, panel: MatchPanel & { kind: 'mentee' }): Html {
  const { mayChange } = options;
  const [partner] = panel.partners;
  if (partner) return matchedHtml(options, partner);
  if (!panel.isOpen) return html`<p>No mentor is recorded, and none is looked for with this status.</p>`;
  const { candidates, candidateCount, wish, asked } = panel;
  const wishHtml = html`${
    asked
      ? html`<p class="note">
          Asked: ${partnerHtml(options, asked.mentor)}, to answer by ${dayWords(asked.answerBy)}. A match with another
          mentor takes this question back.
        </p>`
      : nothing
  }${wish === undefined ? nothing : html`<p class="note">To think of: ${wish}</p>`}`;
  if (candidates.length === 0) {
    return html`${wishHtml}
      <p class="empty">
        No mentor with a free place knows a sector that was asked for. Look at: ${sectorLinks('mentor', panel.sectors)}
      </p>`;
  }
  return html`${wishHtml}
    <p>
      ${candidateCount === 1 ? 'One mentor with a free place knows' : `${candidateCount} mentors with a free place know`}
      a sector that was asked
      for${candidateCount > candidates.length ? html`; these ${candidates.length} fit best. All: ${sectorLinks('mentor', panel.sectors)}` : '.'}
    </p>
    <form method="post" action="${matchAddress(options)}">
      ${
        mayChange
          ? optionHtml({
              id: 'tell-both',
              name: 'tell',
              label: `Introduce ${options.name} and the mentor to each other by email`,
            })
          : nothing
      }
      <ol class="candidates">
        ${candidates.map((candidate) => candidateHtml(options, candidate))}
      </ol>
    </form>`;
}

const matchAddress = ({ returnTo, submission }: MatchPanelOptions) =>
  returnTo.withList(`/inbox/${subjectOf(submission)}/match/`);

const candidateHtml = (
  { returnTo, mayChange }: MatchPanelOptions,
  { submission, name, work, reasons, cautions, places, free }: MentorCandidate,
): Html =>
  html`<li>
    <p><a href="${returnTo.withList(`/inbox/${subjectOf(submission)}/`)}">${name}</a>, ${work}</p>
    <p class="hint">${reasons.join(' · ')} · ${free === places ? `${free} free` : `${free} of ${places} free`}</p>
    ${cautions.map((caution) => html`<p class="error">${caution}</p>`)}
    ${
      mayChange
        ? html`<p>
            <button class="button quiet" name="mentor" value="${submission.submissionId}">
              Match<span class="visually-hidden"> with ${name}</span>
            </button>
          </p>`
        : nothing
    }
  </li>`;

const matchedHtml = (options: MatchPanelOptions, partner: Partner): Html =>
  html`<p>${partnerHtml(options, partner)}</p>
    ${
      options.mayChange
        ? html`<form method="post" action="${matchAddress(options)}">
            ${endingFieldHtml('ending', 'How the match ends', 'other')}
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

const sectorLinks = (form: 'mentee' | 'mentor', values: readonly string[]): Html =>
  html`${values.map((value, index) => {
    const sector = sectors.find((each) => each.value === value);
    const view = form === 'mentee' ? { form, matched: false } : { form };
    return html`${index === 0 ? '' : ', '}<a href="${viewAddress({ ...view, sector: sector?.value })}"
        >${sector?.label ?? 'any sector'}</a
      >`;
  })}`;
