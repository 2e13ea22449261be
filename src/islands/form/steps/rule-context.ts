/** The context for checking answers in the browser: the server's time and what rules can know, once it is loaded. */
import type { ValidationContext } from '#forms/validate.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import { now } from '../clock/server-clock.ts';

let known: Omit<ValidationContext, 'now'> = { phones: undefined };

export const context = (): ValidationContext => ({ ...known, now: now() });

/** Lets rules use what was loaded: how to read dates and phone numbers, causes of refusals. */
export const know = (loaded: Partial<ValidationContext>): void => {
  known = { ...known, ...loaded };
};

/** Loads the phone number rules. Without them the server checks the number. Rejects when they cannot be loaded. */
export async function loadPhones(): Promise<void> {
  know({ phones: (await importWithRetry(() => import('#forms/formats/phone-rules.ts'))).phones });
}

/** Loads the names of time zones. Without them the server reads the name. Rejects when they cannot be loaded. */
export async function loadZones(): Promise<void> {
  know({ zones: (await importWithRetry(() => import('#forms/dates/time-zones.ts'))).zoneNamed });
}
