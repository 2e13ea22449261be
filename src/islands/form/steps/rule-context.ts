/** What answers are judged against in the browser: the server's time, as far as it is known, and phone numbers' rules once they are loaded. */
import type { Phones } from '#forms/phone.ts';
import type { Context } from '#forms/validate.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import { now } from '../clock/server-clock.ts';

let phones: Phones | undefined;

export const context = (): Context => ({ now: now(), phones });

/** Loads the rules of phone numbers; where they cannot be loaded the form is sent without, and the server judges. */
export async function loadPhones(): Promise<void> {
  phones ??= (await importWithRetry(() => import('#forms/phone-numbers.ts'))).phones;
}
