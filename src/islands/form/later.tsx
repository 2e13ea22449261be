/** What most applicants never see, loaded when one begins to answer: it must be on the device before the connection goes. */
export { answersAsText, sentAnswers } from './answers-as-text.ts';
export { Ending } from './Ending.tsx';
export { ExitPage } from './ExitPage.tsx';
export { keepAndSend } from './keep-and-send.ts';
export { markQueued } from './mark-queued.ts';
export { queue } from './queue.ts';
export { Recovery } from './Recovery.tsx';
