import { formatInstant } from '#forms/dates/deadline.ts';
import { notAnswered, summarise } from '#forms/display.ts';
import { phones } from '#forms/formats/phone-rules.ts';
import { site } from '#site';
import { exportSubmission, readSubmissionData } from '../services/person.ts';
import { validatedAt } from '../submissions/validated-at.ts';
import { readApplication } from './applicant.ts';
import type { LinkHandler } from './link-pages.ts';
import { progressOf } from './progress.ts';

/** Sends what is held as a text that a person can read. */
export const downloadCopy: LinkHandler = async (c, services, link, token) => {
  const application = await readApplication(services, link, token);
  const { form, submission, answers, round } = application;
  const { heading, sentence, place = '' } = progressOf({ ...application, now: services.clock() });
  const rows = summarise(form, answers, { now: validatedAt(submission), phones });
  const lines = [
    `${form.title}, ${site.name}`,
    '',
    `Reference: ${submission.reference}`,
    `Received: ${formatInstant(submission.receivedAt)}`,
    ...(round ? [`Round: ${round.title}`] : []),
    '',
    `${heading}. ${sentence} ${place}`.trimEnd(),
    '',
    ...rows.flatMap(({ label, lines: each }) => [
      label,
      ...(each.length === 0 ? [notAnswered] : each).flatMap((line) => line.split('\n')).map((line) => `  ${line}`),
      '',
    ]),
    `Copied at ${formatInstant(services.clock().toISOString())}. Notes of the team about it are not in this copy: ask for them at ${services.config.siteUrl}/contact/`,
  ];
  c.header('Content-Disposition', `attachment; filename="${form.id}-${submission.reference}.txt"`);
  // Programs on Windows read UTF-8 by its mark.
  return c.body(`\uFEFF${lines.join('\r\n')}\r\n`, 200, { 'Content-Type': 'text/plain; charset=utf-8' });
};

/** Sends the same as JSON. */
export const downloadData: LinkHandler = async (c, services, link, token) => {
  const { form, submission } = await readApplication(services, link, token);
  const held = await readSubmissionData(services, submission);
  const withoutNotes = { ...held, enclosures: held.enclosures.filter(({ kind }) => kind !== 'note') };
  const data = exportSubmission(services.vault, withoutNotes);
  c.header('Content-Disposition', `attachment; filename="${form.id}-${submission.reference}.json"`);
  return c.body(`${JSON.stringify(data, null, 2)}\n`, 200, { 'Content-Type': 'application/json; charset=utf-8' });
};
