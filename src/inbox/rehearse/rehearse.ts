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
import { SiteContent } from '../site-content.ts';
import { offersChore } from '../services/offers.ts';
import { tellingChores } from '../services/telling-chores.ts';
import { reportOf, type RoundReport } from '../services/report/round-report.ts';
import { staffCookie } from '../staff/auth/staff-cookie.ts';
import { Sessions } from '../staff/auth/sessions.ts';
import { unmatched, type Status } from '../statuses.ts';
import { declineReasons, type StoredSubmission } from '../stores/types/store.ts';
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
      hashes: { scripts: [], styles: [] },
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
    at(addDays(closed, 2), '14:00', () => this.#propose());
    at(addDays(closed, 3), '14:00', () => this.#publish());
    if (templates.has('waiting-list-mentee')) at(round.decisionBy, '14:00', () => this.#tellLeftOver());
    at(addDays(round.cycleEnds, 25), '14:00', () => this.#endRound());
  }

  /** Looks at mentors and questions as they come. */
  async #workThroughNew(): Promise<void> {
    for (const submission of await this.#all('mentor', 'new')) await this.#save(submission, { status: 'eligible' });
    for (const submission of await this.#all('ask', 'new'))
      await this.#save(submission, { status: 'offered', ...this.#tellsOf('offered', 'ask') });
    for (const submission of await this.#all('ask', 'offered')) await this.#book(submission);
  }

  /** Books a meeting in a week; one in ten is moved, and one in ten is cancelled. */
  async #book(submission: StoredSubmission): Promise<void> {
    const random = randomOf(`meeting ${submission.submissionId}`);
    const date = addDays(localDay(this.#now), 5 + Math.floor(random() * 7));
    const meeting = { day: date, time: `1${Math.floor(random() * 7)}:30`, place: 'Online' };
    await this.#save(submission, { status: 'booked', ...meeting, ...this.#tellsOf('booked', 'ask') });
    const change = random();
    const moved = { ...meeting, day: addDays(date, 1) };
    const changed = change < 0.1 ? moved : change < 0.2 ? undefined : meeting;
    const later = new Date(this.#now.getTime() + day);
    if (changed === moved)
      this.#timeline.add(later, () => this.#saveNow(submission, { status: 'booked', ...moved, tell: 'yes' }));
    if (changed === undefined)
      this.#timeline.add(later, () =>
        this.#saveNow(submission, { status: 'closed', ...this.#tellsOf('closed', 'ask') }),
      );
    else
      this.#timeline.add(toInstant(`${changed.day}T18:00`), () =>
        this.#saveNow(submission, { status: 'met', ...changed }),
      );
  }

  #tellsOf = (status: string, form: string) =>
    this.#options.templates.has(`${status}-${form}`) ? { tell: 'yes' } : {};

  async #saveNow(submission: StoredSubmission, fields: Record<string, string>): Promise<void> {
    const current = await this.#inbox.store.find(submission);
    if (current) await this.#save(current, fields);
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
    const draft = (await this.#inbox.store.runs(round.id)).find(({ state }) => state === 'draft');
    if (!draft) throw new Error('The proposal of the rehearsal was not stored.');
    const how = templates.has('offer-mentor') ? { how: 'ask', days: '5' } : { how: 'match', tell: 'yes' };
    await this.#staff(`/inbox/match/${round.id}/publish/`, { run: String(draft.seq), looked: 'yes', ...how });
  }

  /** Whoever has no mentor, and waits for no mentor's answer, is told so by the day that was promised. */
  async #tellLeftOver(): Promise<void> {
    const { store } = this.#inbox;
    const asked = new Set((await store.offers('waiting')).map(({ mentee }) => mentee.submissionId));
    for (const submission of await this.#all('mentee'))
      if (unmatched.includes(submission.status) && !asked.has(submission.submissionId))
        await this.#save(submission, { status: 'waiting-list', tell: 'yes' });
  }

  async #endRound(): Promise<void> {
    const { round } = this.#options;
    const pairs = (await this.#inbox.store.matches()).filter((match) => match.round === round.id);
    await this.#staff(
      `/inbox/match/${round.id}/end/`,
      Object.fromEntries(pairs.map(({ seq }) => [`match-${seq}`, 'completed'])),
    );
  }

  /** Does something on a page of the inbox, in a session of its own. */
  async #staff(path: string, fields: Record<string, string>): Promise<void> {
    const id = await new Sessions(this.#inbox.store, () => this.#now).open(coordinator, '');
    const { name } = staffCookie('session', this.#config.siteUrl);
    await this.#post(path, fields, { Cookie: `${name}=${id}` });
  }

  async #post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<void> {
    const response = await this.#request(path, new URLSearchParams(fields).toString(), {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: new URL(this.#config.siteUrl).origin,
      ...headers,
    });
    if (response.status >= 400)
      throw new Error(
        `The page ${path.replace(/[\w-]{43}/, '…')} answered ${response.status}: ${await response.text()}`,
      );
  }

  #request = async (path: string, body: string, headers: Record<string, string>): Promise<Response> =>
    this.#app.request(`${this.#config.siteUrl}${path}`, { method: 'POST', body, headers }, fromHere);

  #deliver(message: Message): void {
    this.#mails.push({ at: this.#now, kind: message.kind, message });
    const person = this.#people.find(({ email }) => email === message.to);
    const path = /\/my\/[\w-]{43}\//.exec(message.text)?.[0];
    if (person && path !== undefined) this.#react(person, message.kind, path);
  }

  /** Plans what somebody does with the link in a mail. Some do nothing. */
  #react(person: MadeUpPerson, kind: string, path: string): void {
    const random = randomOf(`${kind} ${person.submissionId} ${this.#now.toISOString()}`);
    const [chance, wait] = [random(), random()];
    const act = (mostDays: number, to: string, fields: Record<string, string>) =>
      this.#timeline.add(new Date(this.#now.getTime() + 5 * minute + wait * mostDays * day), async () => {
        // Within the minute, the server asks the next mentor after a no.
        if (!kind.startsWith('check-in-')) this.#isMoved = true;
        await this.#post(to, fields);
        if (kind.startsWith('offer')) await this.#doChores();
      });
    if (kind === 'receipt' && person.form.id === 'mentee' && chance < 0.05) act(20, `${path}withdraw/`, {});
    if (kind === 'receipt' && person.form.id === 'mentor' && chance < 0.04) act(150, `${path}pause/`, {});
    if (kind === 'offer')
      if (chance < 0.75) act(4, path, { answer: 'yes' });
      else if (chance < 0.88) act(4, path, { answer: 'no', reason: declineReasons[Math.floor(random() * 3)]! });
    if (kind === 'offer-reminder' && chance < 0.5) act(0.5, path, { answer: 'yes' });
    const checkIn = /^check-in-(start|middle|end)$/.exec(kind)?.[1] as keyof typeof questions | undefined;
    if (checkIn !== undefined && chance < 0.65)
      act(
        3,
        path,
        Object.fromEntries(
          questions[checkIn].map(({ name, answers }) => [
            name,
            answers[Math.floor(random() ** 3 * answers.length)]![0],
          ]),
        ),
      );
  }
}
