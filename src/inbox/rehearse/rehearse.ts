/**
 * Plays a round with made-up people from its opening to its report, on a clock of its own and in a database of its own.
 * Everybody acts as they would: applicants send forms and open the links in their mails, the coordinator uses the pages of
 * the inbox, and the chores and the outbox do the rest at their hours.
 */
import type { Hono } from 'hono';
import { addDays } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import { localDay, toInstant } from '#forms/dates/zoned-time.ts';
import type { Form } from '#forms/form.ts';
import { createApp } from '../app.ts';
import { day, hour, minute } from '../clock.ts';
import { readConfig, type Config, type Database } from '../config.ts';
import type { AppEnv } from '../env.ts';
import { silentLog } from '../log.ts';
import type { Message } from '../mail/mailer.ts';
import { sendDueMail, type OutboxContext } from '../mail/outbox-worker.ts';
import { senderOf } from '../mail/sender-of.ts';
import type { Template } from '../mail/templates.ts';
import { createMetrics } from '../metrics.ts';
import { openInbox, type Inbox } from '../open-inbox.ts';
import { questions } from '../services/check-ins.ts';
import { issueLink } from '../services/links.ts';
import { questionOf, readQuestion } from '../services/questions/question.ts';
import { suggestMentors } from '../services/questions/suggest.ts';
import { SiteContent } from '../site-content.ts';
import { offersChore } from '../services/offers.ts';
import { tellingChores } from '../services/telling-chores.ts';
import { reportOf, type RoundReport } from '../services/report/round-report.ts';
import { staffCookie } from '../staff/auth/staff-cookie.ts';
import { staffSessions } from '../staff/auth/sessions.ts';
import { unmatched, type Status } from '../statuses.ts';
import { declineReasons, type StoredSubmission } from '../stores/store.ts';
import { castOf, type CastSizes, type MadeUpPerson } from './cast.ts';
import { randomOf } from './random.ts';
import { Timeline } from './timeline.ts';

export interface RehearsalOptions {
  round: Round;
  forms: readonly Form[];
  templates: ReadonlyMap<string, Template>;
  /** An empty database, and the place for its key. */
  database: Database;
  keyFile: string;
  /** Folder for files; nothing is written there unless the app needs it. */
  folder: string;
  siteUrl: string;
  /** The team's address; undefined if the team gets no mail. */
  notify: string | undefined;
  sizes: CastSizes;
  seed: string;
}

/** A mail as somebody got it. */
export interface RehearsedMail {
  at: Date;
  kind: string;
  message: Message;
}

export interface Rehearsal {
  people: readonly MadeUpPerson[];
  mails: readonly RehearsedMail[];
  report: RoundReport;
}

/** Times of the day at which the chores run. The server does them every hour; the others change nothing. */
const choreTimes = ['00:05', '08:05', '09:05', '10:05'];

const coordinator = 'coordinator';

/** What the HTTP server passes to the app beside a request: here only the peer's address. */
const fromHere = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

/** @throws {Error} if a page refuses what somebody does: that is a fault of the site's content or of the engine */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const inbox = await openInbox(options);
  try {
    return await new RoundPlay(options, inbox).play();
  } finally {
    await inbox.store.close();
  }
}

class RoundPlay {
  readonly #options: RehearsalOptions;
  readonly #inbox: Inbox;
  readonly #app: Hono<AppEnv>;
  readonly #config: Config;
  readonly #outbox: OutboxContext;
  readonly #timeline = new Timeline();
  readonly #people: readonly MadeUpPerson[];
  readonly #mails: RehearsedMail[] = [];
  /** How often each choice of deeds was made. */
  readonly #turns = new Map<string, number>();
  #now: Date;
  /** True once something happened after which the next mentors may have to be asked. */
  #isMoved = false;

  constructor(options: RehearsalOptions, inbox: Inbox) {
    const { round, forms, templates, siteUrl, notify, folder, seed, sizes } = options;
    this.#options = options;
    this.#inbox = inbox;
    this.#now = new Date(Date.parse(round.opensAt) - hour);
    const clock = () => this.#now;
    this.#config = { ...readConfig({ SITE_URL: siteUrl, INBOX_RATE_LIMIT: 'off' }), clock };
    const rounds = [round];
    this.#app = createApp({
      ...inbox,
      config: this.#config,
      forms,
      rounds,
      templates,
      content: new SiteContent({ ...inbox, clock, log: silentLog }, new Map()),
      clock,
      log: silentLog,
      dist: folder,
      mailFolder: folder,
      metrics: createMetrics({ ...inbox, clock, backupFolder: folder }),
      isStopping: () => false,
    });
    this.#outbox = {
      source: { ...inbox, rounds, forms, templates, siteUrl: this.#config.siteUrl, sender: senderOf(this.#config) },
      mailer: {
        send: (message) => {
          this.#deliver(message);
          return Promise.resolve();
        },
      },
      notify,
      clock,
      log: silentLog,
    };
    this.#people = castOf(seed, sizes, forms, round);
  }

  async play(): Promise<Rehearsal> {
    const { round } = this.#options;
    const { store, vault } = this.#inbox;
    await store.addStaff({
      name: coordinator,
      role: 'admin',
      password: '',
      createdAt: this.#now.toISOString(),
      disabledAt: null,
    });
    this.#planSubmissions();
    this.#planCoordinator();
    const last = addDays(round.cycleEnds, 30);
    for (let today = localDay(this.#now); today <= last; today = addDays(today, 1))
      for (const time of choreTimes) this.#timeline.add(toInstant(`${today}T${time}`), () => this.#doChores());
    await this.#timeline.run(
      (at) => (this.#now = at),
      () => sendDueMail(this.#outbox),
    );
    return { people: this.#people, mails: this.#mails, report: await reportOf({ store, vault }, round) };
  }

  async #doChores(): Promise<void> {
    const { round, templates } = this.#options;
    const source = { ...this.#inbox, rounds: [round], templates, clock: () => this.#now, log: silentLog };
    for (const { name, work } of tellingChores(source)) {
      if (name === offersChore && !(await this.#mayMoveOffers())) continue;
      await work(AbortSignal.any([]));
    }
  }

  /** To look for the next mentors takes long, and finds the same while nobody answers and no time runs out. */
  async #mayMoveOffers(): Promise<boolean> {
    const today = localDay(this.#now);
    const waiting = await this.#inbox.store.offers('waiting');
    const isDue = this.#isMoved || waiting.some(({ answerBy }) => answerBy <= addDays(today, 1));
    this.#isMoved = false;
    return isDue;
  }

  /** Mentors come early, mentees in the last days, questions all the time. */
  #planSubmissions(): void {
    const { round } = this.#options;
    const [opens, closes] = [Date.parse(round.opensAt), Date.parse(round.closesAt)];
    const ends = toInstant(`${addDays(round.cycleEnds, -21)}T12:00`).getTime();
    for (const person of this.#people) {
      const random = randomOf(`sent ${person.submissionId}`);
      const share = { mentee: 1 - random() ** 2, mentor: random() ** 2 * 0.9, ask: random() }[person.form.id as 'ask'];
      const until = person.form.id === 'ask' ? ends : closes;
      this.#timeline.add(new Date(opens + share * (until - opens - minute)), () => this.#send(person));
    }
  }

  async #send({ form, submissionId, answers }: MadeUpPerson): Promise<void> {
    const response = await this.#request(
      `/f/${form.id}`,
      JSON.stringify({ ...answers, submission_id: submissionId, elapsed: '90000' }),
      {
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
    );
    if (response.status !== 200)
      throw new Error(`The form ${form.id} refused the answers of a made-up person: ${await response.text()}`);
  }

  #planCoordinator(): void {
    const { round, templates } = this.#options;
    const closed = localDay(new Date(round.closesAt));
    const at = (date: string, time: string, act: () => Promise<void>) =>
      this.#timeline.add(toInstant(`${date}T${time}`), act);
    for (
      let today = localDay(new Date(round.opensAt));
      today <= addDays(round.cycleEnds, 20);
      today = addDays(today, 1)
    )
      if (![0, 6].includes(new Date(`${today}T12:00Z`).getUTCDay())) at(today, '11:00', () => this.#workThroughNew());
    at(addDays(closed, 1), '14:00', () => this.#declineSome());
    at(addDays(closed, 2), '14:00', () => this.#propose());
    at(addDays(closed, 3), '14:00', () => this.#publish());
    if (templates.has('waiting-list-mentee')) at(round.decisionBy, '14:00', () => this.#tellLeftOver());
    at(addDays(round.cycleEnds, 25), '14:00', () => this.#endRound());
  }

  /** Looks at mentors and questions as they come. */
  async #workThroughNew(): Promise<void> {
    for (const submission of await this.#all('mentor', 'new')) {
      const status = this.#isTurn('mentor', 4, 8) ? 'declined' : 'eligible';
      await this.#save(submission, { status, ...this.#tellsOf(status, 'mentor') });
    }
    for (const submission of await this.#all('ask', 'offered')) await this.#book(submission);
    for (const submission of await this.#all('ask', 'new')) await this.#findMentor(submission);
  }

  /** Asks the best mentor, or finds one by hand: then offers the meeting one day and books it the next. */
  async #findMentor(submission: StoredSubmission): Promise<void> {
    const question = await questionOf(this.#inbox, submission);
    if (question.stage !== 'unasked') return;
    const [best] = (await suggestMentors(this.#inbox, question, this.#now)).suggested;
    if (this.#isTurn('by hand', 3, 5) || !best || !this.#options.templates.has('question-mentor'))
      await this.#save(submission, { status: 'offered', ...this.#tellsOf('offered', 'ask') });
    else
      await this.#staff(`/inbox/ask/${submission.submissionId}/mentor/`, {
        ...{ mentor: best.submission.submissionId, days: '3', next: 'yes' },
      });
  }

  /** Books a meeting in a week for a question that staff found a mentor for by hand. Some are moved, and some are cancelled. */
  async #book(submission: StoredSubmission): Promise<void> {
    if ((await questionOf(this.#inbox, submission)).offer) return;
    const random = randomOf(`meeting ${submission.submissionId}`);
    const date = addDays(localDay(this.#now), 5 + Math.floor(random() * 7));
    const meeting = { day: date, time: `1${Math.floor(random() * 7)}:30`, place: 'Online' };
    await this.#save(submission, { status: 'booked', ...meeting, ...this.#tellsOf('booked', 'ask') });
    const change = this.#turn('booked by hand', ['moved', 'cancelled', 'kept', 'kept', 'kept']);
    if (change === 'moved') this.#later(1, () => this.#moveByStaff(submission));
    if (change === 'cancelled')
      this.#later(1, () => this.#ifBooked(submission, () => ({ status: 'closed', ...this.#tellsOf('closed', 'ask') })));
    else
      this.#timeline.add(toInstant(`${addDays(date, 3)}T18:00`), () =>
        this.#ifBooked(submission, (last) => ({ status: 'met', ...last })),
      );
  }

  /** Says that some students cannot take part. */
  async #declineSome(): Promise<void> {
    for (const submission of await this.#all('mentee', 'new'))
      if (this.#isTurn('mentee', 3, 20))
        await this.#save(submission, { status: 'declined', ...this.#tellsOf('declined', 'mentee') });
  }

  /** Returns what somebody does: the deeds of this name in turn, so that even a small round has each. */
  #turn<Deed extends string>(name: string, deeds: readonly Deed[]): Deed {
    const count = this.#turns.get(name) ?? 0;
    this.#turns.set(name, count + 1);
    return deeds[count % deeds.length]!;
  }

  /** True the n-th time of so many. */
  #isTurn = (name: string, nth: number, of: number) =>
    this.#turn(
      name,
      Array.from({ length: of }, (_, index) => String(index + 1)),
    ) === String(nth);

  #later = (days: number, act: () => Promise<void>) =>
    this.#timeline.add(new Date(this.#now.getTime() + days * day), act);

  #tellsOf = (status: string, form: string) =>
    this.#options.templates.has(`${status}-${form}`) ? { tell: 'yes' } : {};

  /** Saves what follows from a meeting, unless who asked has called it off meanwhile. */
  async #ifBooked(
    { submissionId }: Pick<StoredSubmission, 'submissionId'>,
    fieldsOf: (meeting: { day: string; time: string; place: string }) => Record<string, string>,
  ): Promise<void> {
    const submission = await this.#inbox.store.find({ form: 'ask', submissionId });
    const meeting = submission?.status === 'booked' ? (await questionOf(this.#inbox, submission)).meeting : undefined;
    if (!submission || !meeting) return;
    const { at, place } = meeting;
    await this.#save(submission, fieldsOf({ day: at.slice(0, 10), time: at.slice(11), place }));
  }

  #save = ({ form, submissionId, status }: StoredSubmission, fields: Record<string, string>) =>
    this.#staff(`/inbox/${form}/${submissionId}/`, { was: status, assigned: '', ...fields });

  async #all(form: 'mentee' | 'mentor' | 'ask', status?: Status): Promise<StoredSubmission[]> {
    const most = this.#people.length;
    return this.#inbox.store.list({ form, limit: most + 1, ...(status === undefined ? {} : { status }) });
  }

  #propose = () => this.#staff(`/inbox/match/${this.#options.round.id}/`, { act: 'propose', after: '' });

  async #publish(): Promise<void> {
    const { round, templates } = this.#options;
    const openRun = (await this.#inbox.store.runs(round.id)).find(({ state }) => state === 'draft');
    if (!openRun) throw new Error('The proposal of the rehearsal was not stored.');
    const how = templates.has('offer-mentor') ? { how: 'ask', days: '5' } : { how: 'match', tell: 'yes' };
    await this.#staff(`/inbox/match/${round.id}/publish/`, { run: String(openRun.seq), looked: 'yes', ...how });
  }

  /** Whoever has no mentor, and waits for no mentor's answer, is told so by the day that was promised. */
  async #tellLeftOver(): Promise<void> {
    const { store } = this.#inbox;
    const asked = new Set((await store.offers('waiting')).map(({ about }) => about.submissionId));
    for (const submission of await this.#all('mentee'))
      if (unmatched.includes(submission.status) && !asked.has(submission.submissionId))
        await this.#save(submission, { status: 'waiting-list', tell: 'yes' });
  }

  async #endRound(): Promise<void> {
    const { round } = this.#options;
    const pairs = (await this.#inbox.store.matches()).filter((match) => match.round === round.id);
    await this.#staff(`/inbox/match/${round.id}/end/`, {
      ...Object.fromEntries(pairs.map(({ seq }) => [`match-${seq}`, 'completed'])),
      sure: 'yes',
    });
  }

  /** Does something on a page of the inbox, in a session of its own. */
  async #staff(path: string, fields: Record<string, string>): Promise<void> {
    const id = await staffSessions({ ...this.#inbox, clock: () => this.#now }).open(coordinator, '');
    const { name } = staffCookie('session', this.#config.siteUrl);
    await this.#post(path, fields, { Cookie: `${name}=${id}` });
  }

  async #post(
    path: string,
    fields: Record<string, string | readonly string[]>,
    headers: Record<string, string> = {},
  ): Promise<void> {
    const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each]));
    const response = await this.#request(path, new URLSearchParams(pairs).toString(), {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: new URL(this.#config.siteUrl).origin,
      ...headers,
    });
    // People also answer mails that are out of date, and are told so.
    const isLate = response.status === 409 && path.startsWith('/my/');
    if (response.status >= 400 && !isLate)
      throw new Error(
        `The page ${path.replace(/[\w-]{43}/, '…')} answered ${response.status}: ${await response.text()}`,
      );
  }

  #request = async (path: string, body: string, headers: Record<string, string>): Promise<Response> =>
    this.#app.request(`${this.#config.siteUrl}${path}`, { method: 'POST', body, headers }, fromHere);

  #deliver(message: Message): void {
    this.#mails.push({ at: this.#now, kind: message.kind, message });
    const person = this.#people.find(({ email }) => email === message.to);
    if (person) this.#react(person, message.kind, /\/my\/[\w-]{43}\//.exec(message.text)?.[0] ?? '');
  }

  /** Plans what somebody does about a mail, on the page that it leads to or on their own. Some do nothing. */
  #react(person: MadeUpPerson, kind: string, path: string): void {
    const form = person.form.id;
    const random = randomOf(`${kind} ${person.submissionId} ${this.#now.toISOString()}`);
    const [chance, wait] = [random(), random()];
    const act = (mostDays: number, deed: () => Promise<void>) =>
      this.#timeline.add(new Date(this.#now.getTime() + 5 * minute + wait * mostDays * day), deed);
    const answer = (mostDays: number, fields: Record<string, string>) => act(mostDays, () => this.#post(path, fields));
    const own = (mostDays: number, step: string, fields: Record<string, string> = {}) =>
      act(mostDays, async () => this.#post(`${await this.#ownPage(person)}${step}`, fields));
    const toOffer = (mostDays: number, fields: Record<string, string>) =>
      act(mostDays, async () => {
        await this.#post(path, fields);
        // Within the minute, the server asks the next mentor after a no.
        this.#isMoved = true;
        await this.#doChores();
      });
    const no = () => ({ answer: 'no', reason: declineReasons[Math.floor(random() * 3)]! });
    switch (`${kind} ${form}`) {
      case 'receipt mentee':
        if (chance < 0.05) own(20, 'withdraw/', { sure: 'yes' });
        else if (this.#isTurn('changes answers', 2, 10)) act(0.2, () => this.#changeAnswers(person));
        else if (this.#isTurn('loses the link', 3, 20)) act(10, () => this.#post('/my/', { email: person.email }));
        return;
      case 'receipt mentor':
        if (chance < 0.04) act(150, () => this.#leaveFor(person, 'pause/'));
        return;
      case 'matched mentee':
      case 'matched mentor':
        if (this.#isTurn(`${form} leaves`, form === 'mentee' ? 2 : 5, 20))
          act(40, () => this.#leaveFor(person, 'withdraw/'));
        return;
      case 'stay mentor':
        if (chance < 0.6) own(5, 'stay/', { until: addDays(localDay(this.#now), 365) });
        return;
      case 'offer mentor': {
        const deed = this.#turn('offer', ['yes', 'yes', 'nothing', 'yes', 'no', 'yes', 'mentee leaves', 'yes']);
        if (deed === 'yes') toOffer(4, { answer: 'yes' });
        if (deed === 'no') toOffer(4, no());
        if (deed === 'mentee leaves') act(2, () => this.#leaveBeforeAnswer(person));
        return;
      }
      case 'offer-reminder mentor':
        if (chance < 0.5) toOffer(0.5, { answer: 'yes' });
        return;
      case 'question mentor': {
        const deed = this.#turn('asked', ['yes', 'nothing', 'yes', 'asker leaves', 'yes', 'no', 'yes', 'yes']);
        if (deed === 'yes') act(1, () => this.#post(path, this.#times()));
        if (deed === 'no') toOffer(1, no());
        if (deed === 'asker leaves') act(1, () => this.#leaveBeforeAnswer(person));
        return;
      }
      case 'times-wanted mentor':
        act(1, () => this.#post(path, this.#times()));
        return;
      case 'times ask': {
        const deed = this.#turn('times', ['chooses', 'none', 'late', 'chooses', 'chooses']);
        if (deed === 'none') own(1, 'time/', { time: 'none' });
        else this.#later(deed === 'late' ? 4 : wait, () => this.#chooseTime(person));
        return;
      }
      case 'booked ask': {
        const deed = this.#turn('booked', ['kept', 'other time', 'kept', 'moved by staff', 'kept', 'withdrawn']);
        if (deed === 'other time') own(1, 'another-time/', { sure: 'yes' });
        if (deed === 'withdrawn') own(1, 'withdraw/', { sure: 'yes' });
        if (deed === 'moved by staff') act(1, () => this.#moveByStaff(person));
        return;
      }
      case 'booked mentor':
        if (this.#isTurn('gives a question back', 3, 8)) answer(1, { act: 'cancel', sure: 'yes' });
        return;
      case 'met-yet mentor':
        if (chance < 0.7) answer(2, { act: 'met', met: 'yes' });
        return;
      case 'met-yet ask':
        own(2, 'met/', { met: this.#turn('met', ['yes', 'yes', 'again', 'yes']) });
        return;
    }
    const checkIn = /^check-in-(start|middle|end)$/.exec(kind)?.[1] as keyof typeof questions | undefined;
    if (checkIn === undefined || chance >= 0.65) return;
    const isWrong = checkIn !== 'end' && this.#isTurn('something is wrong', 2, 30);
    const answers = questions[checkIn].map(({ name, answers: choices }): [string, string] => [
      name,
      isWrong && name === 'well' ? 'no' : choices[Math.floor(random() ** 3 * choices.length)]![0],
    ]);
    answer(3, Object.fromEntries(answers));
  }

  /** Returns the page that the newest mail to somebody leads to. */
  async #ownPage({ form, submissionId }: MadeUpPerson): Promise<string> {
    const { store, vault } = this.#inbox;
    const submission = { form: form.id, submissionId };
    const token = await issueLink({ store, vault, clock: () => this.#now }, { purpose: 'application', submission });
    return `/my/${token ?? ''}/`;
  }

  async #changeAnswers(person: MadeUpPerson): Promise<void> {
    const { form, answers } = person;
    const longest = form.steps
      .flatMap(({ fields }) => fields)
      .find(({ kind, name }) => kind === 'textarea' && answers[name]);
    if (!longest) return;
    const changed = { [longest.name]: `${String(answers[longest.name])} This was added later.` };
    await this.#post(`${await this.#ownPage(person)}change/`, { ...answers, ...changed, 'seen-versions': '0' });
  }

  /** Takes a break, or leaves for good; mentees who wait for this mentor are offered to the next one. */
  async #leaveFor(person: MadeUpPerson, step: string): Promise<void> {
    await this.#post(`${await this.#ownPage(person)}${step}`, { sure: 'yes' });
    this.#isMoved = true;
  }

  /** The applicant about whom a mentor is asked withdraws. */
  async #leaveBeforeAnswer({ form, submissionId }: MadeUpPerson): Promise<void> {
    const asked = await this.#inbox.store.offers({ form: form.id, submissionId });
    const mentee = asked.findLast(({ answer }) => answer === 'waiting')?.about.submissionId;
    const person = this.#people.find((each) => each.submissionId === mentee);
    if (person) await this.#leaveFor(person, 'withdraw/');
  }

  /** Returns two times that a mentor proposes, in the days that follow. */
  #times(): Record<string, string> {
    const today = localDay(this.#now);
    const days = [4, 5, 6, 7].map((days) => addDays(today, days));
    const hour = this.#turn('hour', ['12', '09', '13', '10', '16']);
    return { act: 'times', day1: days[1]!, time1: `${hour}:30`, day2: days[3]!, time2: '17:00', place: 'A video call' };
  }

  async #chooseTime(person: MadeUpPerson): Promise<void> {
    const question = await readQuestion(this.#inbox, { form: 'ask', submissionId: person.submissionId });
    const [time] = question?.stage === 'choosing' ? question.proposals.at(-1)!.times : [];
    if (time !== undefined) await this.#post(`${await this.#ownPage(person)}time/`, { time });
  }

  #moveByStaff = (question: Pick<StoredSubmission, 'submissionId'>) =>
    this.#ifBooked(question, ({ day: before, ...meeting }) => ({
      ...{ status: 'booked', ...meeting, day: addDays(before, 1) },
      ...this.#tellsOf('moved', 'ask'),
    }));
}
