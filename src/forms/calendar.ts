/** Days (`YYYY-MM-DD`) and months (`YYYY-MM`) as people write them. No clock and no time zone; for those see `zoned-time.ts`. */
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The month meant by "2023-06", "6/2023", "June 2023" or "Jun 2023"; undefined where none is. */
export function parseMonth(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (iso) return monthOf(iso[1], iso[2]);
  const written = /^(\d{1,2}|\p{L}{3,9})\.?[\s/.,-]*(\d{4})$/u.exec(text);
  return written ? monthOf(written[2], written[1]) : undefined;
}

/** The day meant by "2027-02-11", "11/2/2027", "11 February 2027" or "11 Feb 2027"; undefined where none is, as for 30 February. */
export function parseDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const written = /^(\d{1,2})(?:st|nd|rd|th)?[\s/.,-]+(\d{1,2}|\p{L}{3,9})\.?[\s/.,-]+(\d{4})$/u.exec(text);
  return written ? dayOf(written[3], written[2], written[1]) : undefined;
}

/** "June 2023". */
export const monthWords = (month: string): string => `${months[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;

/** "11 February 2027"; with `weekday`, "Thursday 11 February 2027". */
export function dayWords(day: string, weekday = false): string {
  const words = `${Number(day.slice(8, 10))} ${monthWords(day)}`;
  return weekday ? `${weekdays[new Date(`${day}T00:00Z`).getUTCDay()]} ${words}` : words;
}

/** The month so many months later. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Last day of a month. */
export function lastDayOf(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}

/** The same day so many months later, or the last day of that month where it is shorter. */
export function addMonthsToDay(day: string, count: number): string {
  const last = lastDayOf(addMonths(day.slice(0, 7), count));
  const same = `${last.slice(0, 8)}${day.slice(8, 10)}`;
  return same < last ? same : last;
}

function monthOf(year = '', month = ''): string | undefined {
  const named = months.findIndex((name) => name.toLowerCase().startsWith(month.toLowerCase()));
  const number = /\d/.test(month) ? Number(month) : named + 1;
  return number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, '0')}` : undefined;
}

function dayOf(year: string | undefined, month: string | undefined, day = ''): string | undefined {
  const inMonth = monthOf(year, month);
  if (inMonth === undefined) return undefined;
  const full = `${inMonth}-${day.padStart(2, '0')}`;
  return Number(day) >= 1 && full <= lastDayOf(inMonth) ? full : undefined;
}
