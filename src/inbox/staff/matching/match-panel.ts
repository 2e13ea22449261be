import { html } from 'hono/html';
import { sectors } from '#forms/options.ts';
import { nothing, type Html } from '../../pages/layout.ts';
import type { StoredSubmission } from '../../stores/types/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { MatchScore } from '../../services/matching/match-score.ts';
import { viewAddress } from '../submissions/list-filter.ts';
import type { ReturnTo } from '../submissions/return-to.ts';

/** The other one of a match. */
export interface Partner {
  submission: StoredSubmission;
  name: string;
  email: string | undefined;
}

/** A mentor who may suit. */
export interface Candidate extends MatchScore {
  submission: StoredSubmission;
  name: string;
  /** Job and organisation. */
  work: string;
  places: number;
  free: number;
}

interface Part {
  email: string | undefined;
  partners: readonly Partner[];
  sectors: readonly string[];
}

export type MatchPanel =
  | (Part & { kind: 'mentor'; places: number })
  | (Part & {
      kind: 'mentee';
      /** A mentor is looked for. */
      isOpen: boolean;
      candidates: readonly Candidate[];
      /** How many mentors fit, shown or not. */
      fitting: number;
      /** What the mentee asks to think of. */
      wish: string | undefined;
    });

interface MatchPartOptions {
  returnTo: ReturnTo;
  submission: StoredSubmission;
  /** Whose page it is. */
  name: string;
  part: MatchPanel;
  mayChange: boolean;
}

/** Who mentors whom, and on a mentee's page who could. Its heading says whose it is: links lead to it past the top of the page. */
export const matchPanelHtml = (options: MatchPartOptions): Html =>
  options.part.kind === 'mentor'
    ? html`<h2 id="match" tabindex="-1">Mentees of ${options.name}</h2>
        ${mentorHtml(options.returnTo, options.part)}`
    : html`<h2 id="match" tabindex="-1">Mentor for ${options.name}</h2>
        ${menteeHtml(options, options.part)}
        <p>
          <a href="${options.returnTo.withList(`/inbox/next-to-match/?after=${options.submission.seq}`)}"
            >Next mentee without a mentor</a
          >
        </p>`;

const mentorHtml = (
  returnTo: ReturnTo,
  { places, partners, email, sectors: known }: MatchPanel & { kind: 'mentor' },
): Html =>
  html`<p>
      ${
        places === 0
          ? 'Answers questions only, and takes no mentee.'
          : `${partners.length} of ${places} ${places === 1 ? 'place' : 'places'} taken.`
      }
    </p>
    ${partners.map((partner) => html`<p>${partnerHtml(returnTo, partner, email)}</p>`)}
    ${
      partners.length < places
        ? html`<p>Mentees without a mentor who want: ${sectorLinks('mentee', known)}</p>`
        : nothing
    }`;

function menteeHtml(options: MatchPartOptions, part: MatchPanel & { kind: 'mentee' }): Html {
  const { mayChange } = options;
  const [partner] = part.partners;
  if (partner) return matchedHtml(options, partner, part.email);
  if (!part.isOpen) return html`<p>No mentor is recorded, and none is looked for with this status.</p>`;
  const { candidates, fitting, wish } = part;
  const heard = wish === undefined ? nothing : html`<p class="note">To think of: ${wish}</p>`;
  if (candidates.length === 0) {
    return html`${heard}
      <p class="empty">
        No mentor with a free place knows a sector that was asked for. Look at: ${sectorLinks('mentor', part.sectors)}
      </p>`;
  }
  return html`${heard}
    <p>
      ${fitting === 1 ? 'One mentor with a free place knows' : `${fitting} mentors with a free place know`} a sector
      that was asked
      for${fitting > candidates.length ? html`; these ${candidates.length} fit best. All: ${sectorLinks('mentor', part.sectors)}` : '.'}
    </p>
    <form method="post" action="${matchAddress(options)}">
      ${
        mayChange
          ? html`<p class="choice">
              <input type="checkbox" id="tell-both" name="tell" value="yes" />
              <label for="tell-both">Tell both, ${options.name} and the mentor, by email that they are matched</label>
            </p>`
          : nothing
      }
      <ol class="candidates">
        ${candidates.map((candidate) => candidateHtml(options, candidate))}
      </ol>
    </form>`;
}

const matchAddress = ({ returnTo, submission }: MatchPartOptions) =>
  returnTo.withList(`/inbox/${subjectOf(submission)}/match/`);

const candidateHtml = (
  { returnTo, mayChange }: MatchPartOptions,
  { submission, name, work, reasons, cautions, places, free }: Candidate,
): Html =>
  html`<li>
    <p><a href="${returnTo.withList(`/inbox/${subjectOf(submission)}/`)}">${name}</a>, ${work}</p>
    <p class="hint">${reasons.join(' · ')} · ${free === places ? `${free} free` : `${free} of ${places} free`}</p>
    ${cautions.map((caution) => html`<p class="error">${caution}</p>`)}
    ${
      mayChange
        ? html`<p>
            <button class="button quiet" name="mentor" value="${submission.submissionId}">
              Match<span class="hidden"> with ${name}</span>
            </button>
          </p>`
        : nothing
    }
  </li>`;

const matchedHtml = (options: MatchPartOptions, partner: Partner, email: string | undefined): Html =>
  html`<p>${partnerHtml(options.returnTo, partner, email)}</p>
    ${
      options.mayChange
        ? html`<form method="post" action="${matchAddress(options)}">
            <p class="choice">
              <input type="checkbox" id="tell-end" name="tell" value="yes" />
              <label for="tell-end"
                >Tell both, ${options.name} and ${partner.name}, by email that the match has ended</label
              >
            </p>
            <p>
              <button class="button quiet" name="end" value="${partner.submission.submissionId}">End the match</button>
            </p>
          </form>`
        : nothing
    }`;

/** With a mail that introduces the two, to be written in one's own mail program. */
const partnerHtml = ({ withList }: ReturnTo, { submission, name, email }: Partner, own: string | undefined): Html =>
  html`<a href="${withList(`/inbox/${subjectOf(submission)}/`)}">${name}</a>${
      email === undefined || own === undefined
        ? nothing
        : html`:
            <a href="mailto:${[own, email].map(encodeURIComponent).join(',')}?subject=Your%20mentoring"
              >Write to both</a
            >`
    }`;

const sectorLinks = (form: 'mentee' | 'mentor', values: readonly string[]): Html =>
  html`${values.map((value, index) => {
    const sector = sectors.find((each) => each.value === value);
    const view = form === 'mentee' ? { form, matched: false } : { form };
    return html`${index === 0 ? '' : ', '}<a href="${viewAddress({ ...view, sector: sector?.value })}"
        >${sector?.label ?? 'any sector'}</a
      >`;
  })}`;
