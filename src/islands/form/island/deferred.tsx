/** Parts that most applicants never see. Loaded when they begin to answer, so that they work when the connection is lost. */
export { recordSent } from '../outcome/record-sent.ts';
export { OutcomePanel } from '../outcome/Outcome.tsx';
export { ExitPage } from '../steps/ExitPage.tsx';
export { Recovery } from '../sending/Recovery.tsx';
export { Sender } from '../sending/Sender.tsx';
