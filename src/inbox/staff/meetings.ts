import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { londonDay } from '#forms/london.ts';
import { topics } from '#forms/options.ts';
import type { App, AppParts } from '../app.ts';
import { nameOf } from '../submissions/name-of.ts';
import { openContent } from '../submissions/sealed-content.ts';
import { bookedMeetings, meetingsCalendar, type Booked } from '../work/meetings.ts';
import { staffBar } from './bar.ts';
import { recordDeed } from './deed.ts';
import { meetingsPage, type Appointment } from './meetings-page.ts';
import { missingPage } from './missing-page.ts';

export async function showMeetings(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store, vault, clock } = parts;
  await recordDeed(c, parts, 'meetings viewed');
  const today = londonDay(clock());
  const booked = await bookedMeetings(parts);
  const appointments = booked.map((each): Appointment => {
    const content = openContent(vault, each.submission, each.submission.answers);
    const topic = topics.find(({ value }) => value === content.answers['topic'])?.label ?? '';
    return { ...each, name: nameOf(content), topic };
  });
  return c.html(
    meetingsPage({
      bar: staffBar(c),
      next: appointments.filter(({ meeting }) => meeting.at >= today),
      past: appointments.filter(({ meeting }) => meeting.at < today).reverse(),
      undated: (await store.count({ form: 'ask', status: 'booked' })) - booked.length,
      counts: await store.counts({}),
    }),
  );
}

/** The meetings as a file. */
export async function downloadMeetings(c: Context<App>, parts: AppParts): Promise<Response> {
  await recordDeed(c, parts, 'meetings exported');
  c.header('Content-Disposition', 'attachment; filename="meetings.ics"');
  return calendar(c, parts, await bookedMeetings(parts));
}

/** The meetings for a calendar program that knows someone's address. It logs in to nothing, so whoever has no account gets nothing. */
export async function feedMeetings(c: Context<App>, parts: AppParts): Promise<Response> {
  const { store, clock } = parts;
  const token = /^([\w-]{43})\.ics$/.exec(c.req.param('file') ?? '')?.[1];
  const owner = token && (await store.calendarOwner(createHash('sha256').update(token).digest()));
  const account = owner ? await store.staff(owner) : undefined;
  if (account?.disabledAt !== null) return c.html(missingPage, 404);
  await store.record({
    at: clock().toISOString(),
    actor: `staff:${account.name}`,
    action: 'meetings exported',
    subject: 'inbox',
    detail: 'to a calendar',
  });
  return calendar(c, parts, await bookedMeetings(parts));
}

const calendar = (c: Context<App>, { config, clock }: AppParts, booked: readonly Booked[]): Response =>
  c.body(meetingsCalendar(booked, config.siteUrl, clock()), 200, { 'Content-Type': 'text/calendar; charset=utf-8' });
