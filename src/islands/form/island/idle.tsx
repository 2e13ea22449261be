/** What makes a form pleasant and is not needed to fill it in: loaded when the browser has nothing better to do. */
export { StepAside } from '../steps/StepAside.tsx';
export { CheckAnswers } from '../steps/CheckAnswers.tsx';
export { Drafts } from '../draft/Drafts.tsx';
export { offerDeviceZone } from '../steps/offer-device-zone.ts';
export { tellReadersTime } from '../clock/readers-time.ts';
export { followServerClock } from '../clock/follow-server-clock.ts';
