import { type BrowserContext, type Page, test as base } from '@playwright/test';
import { instant } from './instant.ts';

export interface Options {
  /** Console messages and page errors that are expected; any other fails the test. */
  expectedProblems: RegExp[];
  /** The instant at which the browser's clock starts; it runs on from there. Null for the machine's clock. */
  startsAt: string | null;
}

/** Starts what tests share, and passes the function that ends it. */
export type Start<T> = (atEnd: (end: () => unknown) => void) => Promise<T>;

interface WorkerFixtures {
  /**
   * Returns what this function starts, once for each worker. A fixture of scope `worker` in one file would give that file workers, and so
   * browsers, of its own.
   */
  oncePerWorker: <T>(start: Start<T>) => Promise<T>;
}

/** What Chromium and Pagefind say of requests that fail, of the device without a connection or of a script held back. */
export const withoutConnection =
  /Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_FAILED|index chunk|Pagefind metadata/;

/**
 * Playwright's `test`, with a browser whose clock is the server's. Every test fails on a violation of the Content Security Policy, an error or
 * warning in the console, an exception, or a request to another site. A test without a page starts no browser.
 */
export const test = base.extend<Options, WorkerFixtures>({
  expectedProblems: [[], { option: true }],
  startsAt: [instant, { option: true }],
  oncePerWorker: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from its parameter's pattern.
    async ({}, use) => {
      const started = new Map<Start<unknown>, Promise<unknown>>();
      const ends: (() => unknown)[] = [];
      await use(<T>(start: Start<T>) => {
        if (!started.has(start))
          started.set(
            start,
            start((end) => ends.push(end)),
          );
        return started.get(start) as Promise<T>;
      });
      for (const end of ends.toReversed()) await end();
    },
    { scope: 'worker' },
  ],
  context: async ({ context, baseURL, expectedProblems, startsAt }, use) => {
    const problems: string[] = [];
    const note = (problem: string) => {
      if (![droppedTransition, ...expectedProblems].some((expected) => expected.test(problem))) problems.push(problem);
    };
    await context.exposeBinding('__breach', ({ page }, breach: string) => note(`${page.url()}: ${breach}`));
    await context.addInitScript(reportBreaches);
    // At the server's instant the page's clock follows the server's; otherwise it starts at the given instant.
    const from = startsAt === instant ? Number(process.env['SITE_STARTED']) : Date.now();
    if (startsAt !== null) await context.addInitScript(moveClock, Date.parse(startsAt) - from);
    context.on('page', (page) => watch(page, note));
    context.on('request', (request) => {
      const url = new URL(request.url());
      const leaves = /^(https?|wss?):$/.test(url.protocol) && url.origin !== new URL(baseURL!).origin;
      if (leaves) note(`a request to another origin: ${url.href}`);
    });
    await use(context);
    base.expect(problems).toEqual([]);
  },
});

/**
 * Chromium reports a transition between two pages that it gave up as a rejected promise of its own, which no script of the site holds: when
 * somebody goes on before the transition ends, as tests do at once, when the next page takes more than four seconds, or when that page asks
 * for reduced motion and so has none. The reader sees the next page without the transition, which is what the site wants then.
 */
const droppedTransition = /: Transition was (aborted|skipped)\b/;

export const expect = base.expect;

/** Options for tests of what moves, or may be disturbed by what moves: for a reader who has not asked for reduced motion. */
export const inMotion = { contextOptions: { reducedMotion: 'no-preference' } } as const;

/** Holds back the requests to an address until the function that it returns is called. */
export async function hold(from: Page | BrowserContext, address: string | RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  await from.route(address, async (route) => {
    await promise;
    await route.continue();
  });
  return () => resolve(undefined);
}

/** Sets the clock of a page to another instant from its next load. */
export async function moveTo(page: Page, time: string): Promise<void> {
  const serversTime = Date.parse(instant) + Date.now() - Number(process.env['SITE_STARTED']);
  await page.addInitScript(moveClock, Date.parse(time) - serversTime);
}

function watch(page: Page, note: (problem: string) => void): void {
  page.on('pageerror', (error) => note(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`${page.url()}: ${message.text()}`);
  });
}

/** Runs in the page. */
function reportBreaches(): void {
  const report = (globalThis as unknown as { __breach: (text: string) => void }).__breach;
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    report(`breaks ${violatedDirective}: ${blockedURI} ${sample}`);
  });
}

/** Runs in the page: moves `Date` by some milliseconds; timers are not changed. */
function moveClock(ahead: number): void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts: [] | ConstructorParameters<typeof Date>) {
      if (parts.length === 0) super(RealDate.now() + ahead);
      else super(...parts);
    }
    static override now() {
      return RealDate.now() + ahead;
    }
  } as DateConstructor;
}
