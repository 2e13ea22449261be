import { z } from 'zod';
import { site } from '#site';

/** Wall time in the site's zone, as people write it: `2027-02-11T23:59`. */
const timeRemedy = `must be a time in ${site.timeZone}, like 2027-02-11T23:59`;
const wallTime = z.string(timeRemedy).regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, timeRemedy);

const dayRemedy = 'must be a day like 2027-02-11';
/** A day; some YAML readers hand it over as a date at midnight UTC. */
const day = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.string(dayRemedy).regex(/^\d{4}-\d{2}-\d{2}$/, dayRemedy),
);

/**
 * One round of the Scheme: `content/rounds/<id>.yaml`, e.g. `2026-27.yaml`.
 * Everything the site says about dates derives from it. Times are wall time in the site's zone.
 * "Closes 23:59" means the whole of that minute still counts: the round is closed from the first instant of the next minute.
 */
export const roundSchema = z.strictObject({
  /** Name people use for it: "2026/27", "Fall 2027". */
  title: z.string().trim().min(1).max(40),
  /** First minute in which applications are taken. */
  opens: wallTime,
  /** Last minute in which applications are taken. */
  closes: wallTime,
  /** Day by which every applicant hears whether they are matched. */
  decisionBy: day,
  /** First and last day of the mentoring cycle. */
  cycleStarts: day,
  cycleEnds: day,
  /** Day of the briefing for mentees and mentors, if there is one. The mail that introduces two people names it. */
  briefing: day.optional(),
  /** Day by which each pair should have met once; without it, two weeks after the first day of the cycle. */
  firstMeetingBy: day.optional(),
  /** Day in the middle on which both are asked how it goes; without it, the middle of the cycle. */
  midPoint: day.optional(),
  /** Day on which both are asked how it was; without it, the last day of the cycle. */
  endSurvey: day.optional(),
  /** True for data that shows how a round looks; a team replaces it. */
  example: z.boolean().default(false),
});
