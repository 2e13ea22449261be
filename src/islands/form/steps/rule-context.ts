/** The context for checking answers in the browser: the server's time and, once loaded, the phone number rules. */
import type { Phones } from '#forms/formats/phone.ts';
import type { Context } from '#forms/answers/validate.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import { now } from '../clock/server-clock.ts';

let phones: Phones | undefined;

export const context = (): Context => ({ now: now(), phones });

/** Loads the phone number rules. Without them the server checks the number. Rejects when they cannot be loaded. */
export async function loadPhones(): Promise<void> {
  phones ??= (await importWithRetry(() => import('#forms/formats/phone-numbers.ts'))).phones;
}
