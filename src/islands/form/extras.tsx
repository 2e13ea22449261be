/** What makes a form pleasant and is not needed to fill it in: loaded when the browser has nothing better to do. */
export { Beside } from './Beside.tsx';
export { CheckAnswers } from './CheckAnswers.tsx';
export { Drafts } from './Drafts.tsx';
export { tellReadersTime } from './readers-time.ts';
export { followServersTime } from './servers-time.ts';
