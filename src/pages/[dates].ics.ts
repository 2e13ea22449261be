import type { APIRoute, GetStaticPaths } from 'astro';
import { hasRounds } from '#forms/scheme-paths.ts';
import { datesCalendar } from '../dates-calendar.ts';
import { rounds } from '../queries/rounds.ts';

/** The dates of the rounds, where one applies in rounds. */
export const getStaticPaths: GetStaticPaths = () => (hasRounds ? [{ params: { dates: 'dates' } }] : []);

export const GET: APIRoute = async ({ site }) =>
  new Response(datesCalendar(await rounds(), site!), { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } });
