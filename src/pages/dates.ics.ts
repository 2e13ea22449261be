import type { APIRoute } from 'astro';
import { datesCalendar } from '../queries/dates-calendar.ts';
import { rounds } from '../queries/rounds.ts';

export const GET: APIRoute = async ({ site }) =>
  new Response(datesCalendar(await rounds(), site!), { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } });
