/** The context for checking answers in the browser: the server's time and, once loaded, the phone number rules and the names in other languages. */
import type { Languages } from '#forms/dates/names-in-languages.ts';
import type { Phones } from '#forms/formats/phone.ts';
import type { Context } from '#forms/answers/validate.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import { now } from '../clock/server-clock.ts';

let phones: Phones | undefined;
let languages: Languages | undefined;

export const context = (): Context => ({ now: now(), phones, languages });

/** Lets dates be read in other languages too. */
export const readLanguages = (loaded: Languages): void => {
  languages = loaded;
};

/** Loads the phone number rules. Without them the server checks the number. Rejects when they cannot be loaded. */
export async function loadPhones(): Promise<void> {
  phones ??= (await importWithRetry(() => import('#forms/formats/phone-numbers.ts'))).phones;
}
