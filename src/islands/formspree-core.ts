/** What @formspree/react asks of its core but for the client that sends, which is ours: 1 kB less for each applicant (astro.config.mjs). */
export { appendExtraData, isSubmissionError, SubmissionError } from '@formspree/core';
export const createClient = undefined;
export const getDefaultClient = (): undefined => undefined;
