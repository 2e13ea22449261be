/** One option: the value that is posted and stored, and the label that people read. */
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

/** The sectors, with an option for undecided applicants. */
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

export const yesNo: readonly Option[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];
