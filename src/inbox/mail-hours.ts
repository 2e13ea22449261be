/** When mails go out that wait for no event. */
import { wallTime } from '#forms/dates/zoned-time.ts';

/** Hours of the day in the site's time zone. */
const digestHour = 8;
const askingHour = 9;

/** Returns the day whose morning mail is due by then; undefined early in the morning. */
export const digestDay = (now: Date): string | undefined => dayFrom(digestHour, now);

/** Returns the day if people are asked and reminded by then; undefined early in the morning. */
export const askingDay = (now: Date): string | undefined => dayFrom(askingHour, now);

function dayFrom(hour: number, now: Date): string | undefined {
  const [day, time = ''] = wallTime(now).split('T');
  return Number(time.slice(0, 2)) < hour ? undefined : day;
}
