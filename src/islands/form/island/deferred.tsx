/** Parts that most applicants never see. Loaded when they begin to answer, so that they work when the connection is lost. */
export { answersAsText, sentAnswers } from '../outcome/answers-as-text.ts';
export { OutcomePanel } from '../outcome/Outcome.tsx';
export { ExitPage } from '../steps/ExitPage.tsx';
export { queueAndSend } from '../sending/queue-and-send.ts';
export { markQueued } from '../sending/mark-queued.ts';
export { queue } from '../sending/queue.ts';
export { Recovery } from '../sending/Recovery.tsx';
