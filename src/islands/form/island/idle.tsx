/** Parts that a form can work without. Loaded a moment after the form starts. */
export { StepAside } from '../steps/StepAside.tsx';
export { CheckAnswers } from '../steps/CheckAnswers.tsx';
export { Drafts } from '../draft/Drafts.tsx';
export { showReadersTime } from '../clock/readers-time.ts';
export { followServerClock } from '../clock/follow-server-clock.ts';
