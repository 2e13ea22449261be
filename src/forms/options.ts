import { site } from '#site';

/** One option: the value that is posted and stored, and the label that people read. */
export interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
  /** Only for a topic of a question: topics of the articles that may answer it; all when missing. */
  guidance?: readonly string[] | undefined;
  /** What a mentor who can answer such a question helps with: values of `focusAreas`. */
  focus?: readonly string[] | undefined;
}

export const applicantStatuses: readonly Option[] = [
  { value: 'student', label: 'I am a student', hint: 'At any level, in any year, including your last' },
  { value: 'graduate', label: 'I am a graduate', hint: 'You have finished your course' },
  { value: 'neither', label: 'Neither of these' },
];

/** Fields of work. */
export const sectors: readonly Option[] = site.choices.sectors;

/** The sectors, with an option for undecided applicants. */
export const sectorsOrNotSure: readonly Option[] = /* @__PURE__ */ sectors.concat({
  value: 'not-sure',
  label: 'Not sure yet',
});

/** What a mentee would like help with. */
export const focusAreas: readonly Option[] = site.choices.focus;

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

/**
 * Returns the classes of a list of options: up to twelve without hints are as wide as their words. Two others, or an odd number up to twelve, stand
 * in one column, so that none stands alone; more stand in two.
 */
export function layoutOf(options: readonly Option[]): string {
  if (options.length <= 12) {
    if (options.every(({ hint }) => !hint)) return 'options short';
    if (options.length % 2 === 1) return 'options';
  }
  return options.length > 2 ? 'options many' : 'options';
}

/** The label of a rank from its index, which begins at 0 and stays below 5. */
export const rankLabel = (index: number): string => `${['First', 'Second', 'Third', 'Fourth', 'Fifth'][index]} choice`;
