import type { Context } from 'hono';
import type { AppEnv, Services } from '../env.ts';
import type { Link } from '../stores/types/store.ts';
import { applicationPage } from './application-page.ts';
import { allowedFor, readApplication } from './applicant.ts';
import { changeAnswers, showAnswersForm } from './change-answers.ts';
import { downloadCopy, downloadData } from './copy.ts';
import { erase, showErase } from './erase.ts';
import type { LinkPages } from './link-pages.ts';
import { pause, resume, takeOneMore } from './mentor-places.ts';
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
  },
  post: {
    change: changeAnswers,
    withdraw,
    erase,
    pause,
    resume,
    'one-more': takeOneMore,
  },
};

/** What was done, by the word after `?done=`. */
const doneWords: ReadonlyMap<string, string> = new Map([
  ['changed', 'Saved. The team sees your new answers, and keeps those before.'],
  ['same', 'Nothing was changed.'],
  ['withdrawn', 'It is withdrawn.'],
  ['paused', 'Saved. You get no new mentee until you say that you are back.'],
  ['resumed', 'Welcome back. You can get mentees again.'],
  ['more', 'Thank you. You now take one mentee more.'],
  ['late', 'Not saved: meanwhile something changed here. Look at it as it is now, then try again.'],
]);

async function showApplication(c: Context<AppEnv>, services: Services, link: Link, token: string): Promise<Response> {
  const application = await readApplication(services, link, token);
  const now = services.clock();
  const done = doneWords.get(c.req.query('done') ?? '');
  return c.html(applicationPage({ application, allowed: allowedFor(application, now), done, now }));
}
