/** Parts that most applicants never see. Loaded when they begin to answer, so that they work when the connection is lost. */
export { dates } from '#forms/dates/read-dates.ts';
export { causes } from '#forms/formats/causes.ts';
export { recordSent } from '../outcome/record-sent.ts';
export { OutcomePanel } from '../outcome/Outcome.tsx';
export { ExitPage } from '../steps/ExitPage.tsx';
export { Recovery } from '../sending/Recovery.tsx';
export { Sender } from '../sending/Sender.tsx';
