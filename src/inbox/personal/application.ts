import type { Context } from 'hono';
import { minute } from '../clock.ts';
import type { AppEnv, Services } from '../env.ts';
import type { Link } from '../stores/store.ts';
import { applicationPage } from './application-page.ts';
import { allowedFor, readApplication } from './applicant.ts';
import { changeAnswers, showAnswersForm } from './change-answers.ts';
import { downloadCopy, downloadData } from './copy.ts';
import { erase, showErase } from './erase.ts';
import type { LinkPages } from './link-pages.ts';
import { pause, resume, stay, takeOneMore } from './mentor-places.ts';
import { mentorsOffer } from './offer.ts';
import { answerTimes, mentorsQuestion, sayMet, wantAnotherTime } from './question.ts';
import { reminderPages } from './reminders.ts';
import { showWithdraw, withdraw } from './withdraw.ts';

/** The pages of "My application", of whichever form it was sent with. */
export const applicationPages: LinkPages = {
  get: {
    '': showApplication,
    change: showAnswersForm,
    withdraw: showWithdraw,
    erase: showErase,
    copy: downloadCopy,
    data: downloadData,
    offer: mentorsOffer,
    question: mentorsQuestion,
    ...reminderPages.get,
  },
  post: {
    change: changeAnswers,
    withdraw,
    erase,
    pause,
    resume,
    'one-more': takeOneMore,
    stay,
    offer: mentorsOffer,
    time: answerTimes,
    'another-time': wantAnotherTime,
    met: sayMet,
    question: mentorsQuestion,
    ...reminderPages.post,
  },
};

/** What was done, by the word after `?done=`. */
const doneWords: ReadonlyMap<string, string> = new Map([
  ['changed', 'Saved. The team sees your new answers, and keeps those before.'],
  ['same', 'Nothing was changed.'],
  ['paused', 'Saved. Your break has begun.'],
  ['resumed', 'Welcome back. Your break is over.'],
  ['more', 'Thank you. You now take one mentee more.'],
  ['stayed', 'Thank you for staying. We keep your offer until the day that you chose.'],
  ['chosen', 'Your meeting is booked. An email brings it into your calendar.'],
  ['none-suits', 'Saved. You hear from us when there are other times.'],
  ['another-time', 'Saved. The booked time is off, and your mentor is asked for others.'],
  ['said', 'Saved. Thank you for telling us.'],
  ['over', 'That is done already, or no longer possible. Here is where things stand now.'],
  ['late', 'Not saved: meanwhile something changed here. Look at it as it is now, then try again.'],
]);

async function showApplication(c: Context<AppEnv>, services: Services, link: Link, token: string): Promise<Response> {
  const application = await readApplication(services, link, token);
  const now = services.clock();
  const isNews = Math.abs(now.getTime() - Number(c.req.query('at'))) < minute;
  const done = isNews ? doneWords.get(c.req.query('done') ?? '') : undefined;
  return c.html(applicationPage({ application, allowed: allowedFor(application, now), done, now }));
}
