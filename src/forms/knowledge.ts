/** All that rules can know besides an answer, for the server and for tests. Browsers load its parts when they are wanted. */
import { dates } from './dates/read-dates.ts';
import { zoneNamed } from './dates/time-zones.ts';
import type { RuleContext } from './form.ts';
import { causes } from './formats/causes.ts';
import { phones } from './formats/phone-rules.ts';

export const knowledge = {
  phones,
  dates,
  zones: zoneNamed,
  causes,
} satisfies Partial<RuleContext>;
