import { site } from '#site';

/** One choice: what is posted and stored, and what people read. */
export interface Option {
  value: string;
  label: string;
  hint?: string;
}

export const statuses: readonly Option[] = [
  { value: 'student', label: 'I am a student', hint: 'At any level, in any year, including your last' },
  { value: 'graduate', label: 'I am a graduate', hint: 'You have finished your course' },
  { value: 'neither', label: 'Neither of these' },
];

export const levels: readonly Option[] = [
  { value: 'foundation', label: 'Foundation' },
  { value: 'undergraduate', label: 'Undergraduate' },
  { value: 'postgraduate-taught', label: 'Postgraduate taught', hint: 'For example, a master’s degree' },
  { value: 'postgraduate-research', label: 'Postgraduate research', hint: 'For example, a PhD' },
];

/** Sectors someone can work in. */
export const sectors: readonly Option[] = [
  { value: 'accounting-finance', label: 'Accounting and finance' },
  { value: 'architecture', label: 'Architecture and the built environment' },
  { value: 'arts-culture', label: 'Arts and culture' },
  { value: 'business-consulting', label: 'Business and consulting' },
  { value: 'charity-public', label: 'Charities and the public sector' },
  { value: 'education', label: 'Education' },
  { value: 'engineering', label: 'Engineering' },
  { value: 'events-hospitality', label: 'Events, tourism and hospitality' },
  { value: 'fashion', label: 'Fashion' },
  { value: 'film-tv', label: 'Film and television' },
  { value: 'health-psychology', label: 'Health and psychology' },
  { value: 'law', label: 'Law' },
  { value: 'marketing-pr', label: 'Marketing and public relations' },
  { value: 'media-journalism', label: 'Media and journalism' },
  { value: 'music', label: 'Music' },
  { value: 'politics-international', label: 'Politics and international relations' },
  { value: 'publishing', label: 'Publishing' },
  { value: 'science', label: 'Science' },
  { value: 'social-sciences', label: 'Social sciences' },
  { value: 'technology', label: 'Technology' },
];

/** The same, for someone who may be undecided. */
export const sectorsOrNotSure: readonly Option[] = /* @__PURE__ */ sectors.concat({
  value: 'not-sure',
  label: 'Not sure yet',
});

export const focusAreas: readonly Option[] = [
  { value: 'choosing-a-direction', label: 'Choosing a direction' },
  { value: 'applications', label: 'CVs and applications' },
  { value: 'interviews', label: 'Interviews' },
  { value: 'building-a-network', label: 'Building a network' },
  { value: 'confidence', label: 'Confidence' },
  { value: 'skills', label: 'Skills for work' },
  { value: 'starting-a-business', label: 'Starting a business or freelancing' },
  { value: 'first-job', label: 'Settling into a first job' },
];

export const modes: readonly Option[] = [
  { value: 'online', label: 'Online' },
  { value: 'in-person', label: 'In person' },
  { value: 'either', label: 'Either' },
];

export const windows: readonly Option[] = [
  { value: 'weekday-daytime', label: 'Weekdays, in the daytime' },
  { value: 'weekday-evening', label: 'Weekdays, in the evening' },
  { value: 'weekend', label: 'Weekends' },
];

export const contactWays: readonly Option[] = [
  { value: 'email', label: 'By email' },
  { value: 'phone', label: 'By phone' },
];

export const sources: readonly Option[] = [
  { value: 'careers-team', label: `The ${site.contacts.team}` },
  { value: 'tutor', label: 'A tutor or lecturer' },
  { value: 'friend', label: 'A friend or another student' },
  { value: 'social-media', label: 'Social media' },
  { value: 'event', label: 'An event' },
  { value: 'search', label: 'Searching online' },
  { value: 'other', label: 'Somewhere else' },
];

export const topics: readonly Option[] = [
  { value: 'application-advice', label: 'Application advice', hint: 'CVs, covering letters and forms' },
  { value: 'interview-preparation', label: 'Interview preparation', hint: 'What to expect and how to practise' },
  { value: 'career-advice', label: 'Career advice', hint: 'What a role or sector is like, and what comes next' },
  { value: 'finding-opportunities', label: 'Finding opportunities', hint: 'Internships, placements and first jobs' },
];

export const experienceBands: readonly Option[] = [
  { value: 'under-2', label: 'Under 2 years' },
  { value: '2-5', label: '2 to 5 years' },
  { value: '6-10', label: '6 to 10 years' },
  { value: '11-plus', label: '11 years or more' },
];

const { mentoring, question } = site.schemes;

export const programmes: readonly Option[] = [
  { value: mentoring.page, label: mentoring.shortName, hint: mentoring.forMentors },
  { value: question.page, label: question.shortName, hint: question.forMentors },
];

export const monthsOfYear: readonly Option[] = [
  { value: 'jan', label: 'January' },
  { value: 'feb', label: 'February' },
  { value: 'mar', label: 'March' },
  { value: 'apr', label: 'April' },
  { value: 'may', label: 'May' },
  { value: 'jun', label: 'June' },
  { value: 'jul', label: 'July' },
  { value: 'aug', label: 'August' },
  { value: 'sep', label: 'September' },
  { value: 'oct', label: 'October' },
  { value: 'nov', label: 'November' },
  { value: 'dec', label: 'December' },
];

export const yesNo: readonly Option[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];
