import type { Page } from '@playwright/test';
import { formPath } from '#forms/scheme-paths.ts';
import { site } from '#site';
import { expect } from './test.ts';

/** Path of each form; the engine's tests run on a site that has them all. */
export const formPaths = {
  mentee: formPath('mentee')!,
  mentor: formPath('mentor')!,
  ask: formPath('ask')!,
  contact: formPath('contact')!,
};

export type FormName = keyof typeof formPaths;

/** Label of the Send button of each form. */
export const sendLabels: Readonly<Record<FormName, string>> = {
  mentee: 'Send application',
  mentor: 'Send application',
  ask: 'Send question',
  contact: 'Send message',
};

const goals =
  'I want to understand what a junior editor does all week, and by June to have sent three applications that someone has read with me.';
const bio =
  'I have edited books for eleven years, came to it through a bookshop, and like to read applications with people.';

type Fill = (page: Page) => Promise<void>;

const gate: Fill = (page) => page.getByLabel('I am a student').check();

const student: Fill = async (page) => {
  await page.getByLabel('Full name').fill('Ada Example');
  await page.getByLabel('email address').fill(site.students.exampleEmail);
};

const times: Fill = async (page) => {
  await page.getByLabel('Online', { exact: true }).check();
  await page.getByLabel('Weekdays, in the evening').check();
};

/** Functions that fill in each step of each form, without optional answers. */
export const steps: Readonly<Record<FormName, readonly Fill[]>> = {
  mentee: [
    gate,
    async (page) => {
      await student(page);
      await page.getByLabel('Course', { exact: true }).fill('English Literature BA');
      await page.getByLabel('Undergraduate').check();
      await page.getByLabel('Year 2').check();
    },
    async (page) => {
      await page.getByLabel('First choice').selectOption('publishing');
      await page.getByLabel('Interviews').check();
      await page.getByLabel('What do you want to achieve?').fill(goals);
    },
    times,
    (page) => page.getByLabel(/^I understand/).check(),
  ],
  mentor: [
    async (page) => {
      await page.getByLabel('Full name').fill('Grace Example');
      await page.getByLabel('Email address').fill('grace@example.com');
      await page.getByLabel('Job title').fill('Editor');
      await page.getByLabel('Organisation').fill('Example Books');
      await page.getByLabel('Publishing').check();
      await page.getByLabel('11 years or more').check();
      await page
        .getByRole('group', { name: /^Did you study/ })
        .getByLabel('No')
        .check();
    },
    async (page) => {
      await page.getByLabel(site.schemes.mentoring!.shortName).check();
      await page
        .getByRole('group', { name: /^How many mentees/ })
        .getByLabel('Two')
        .check();
      await page.getByLabel('Interviews').check();
      await page.getByLabel('Introduce yourself').fill(bio);
    },
    async (page) => {
      await times(page);
      await page
        .getByRole('group', { name: /^Are you recruiting/ })
        .getByLabel('No')
        .check();
      await page.getByLabel('12 months').check();
    },
    (page) => page.getByLabel(/^I agree/).check(),
  ],
  ask: [
    async (page) => {
      await gate(page);
      await student(page);
      await page.getByLabel('Career advice').check();
      await page.getByLabel('Your question').fill('What does a junior editor do in a week, and how do I become one?');
      await times(page);
      await page.getByLabel(/^I understand/).check();
    },
  ],
  contact: [
    async (page) => {
      await page.getByLabel('My application').check();
      await page.getByLabel('Your message').fill('Has my application reached you?');
      await page.getByLabel('Your name').fill('Ada Example');
      await page.getByLabel('Email address').fill('ada@example.com');
    },
  ],
};

/** Opens a form, on the site under test or another, and waits until its island has started. */
export async function openForm(page: Page, name: FormName, hash = '', site = ''): Promise<void> {
  await page.goto(site + formPaths[name] + hash);
  await expect(page.locator('[data-paper][data-ready]')).toBeAttached();
}

/** Fills in the steps before the one with this number, each followed by Continue. */
export async function fillUpTo(page: Page, name: FormName, step: number): Promise<void> {
  for (const fill of steps[name].slice(0, step)) {
    await fill(page);
    await page.getByRole('button', { name: 'Continue' }).click();
  }
}

/** Fills in the whole form, up to its Send button. */
export async function fillForm(page: Page, name: FormName): Promise<void> {
  const last = steps[name].length - 1;
  await fillUpTo(page, name, last);
  await steps[name][last]!(page);
}

/** Agrees that the device keeps what is typed. */
export async function keepDraft(page: Page): Promise<void> {
  await page.getByText('Save your answers for later').click();
  await page.getByLabel('Yes, for 30 days').check();
}

/** Returns the names under which the tab has what was typed. */
export const typedInTab = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('typed:')));

/** Expects the confirmation page and returns its reference. */
export async function reference(page: Page): Promise<string> {
  await page.waitForURL('**/sent/?ref=*');
  const place = page.locator('[data-reference]');
  await expect(place).toHaveText(/^[A-HJ-NPR-Y2-9]{8}$/);
  return place.innerText();
}

/** Removes the server's time from responses, for tests that set the page's clock. */
export async function silenceServersTime(page: Page): Promise<void> {
  await page.route(
    ({ pathname }) => Object.values<string>(formPaths).includes(pathname),
    (route) => (route.request().method() === 'HEAD' ? route.fulfill({ status: 204, body: '' }) : route.fallback()),
  );
}

/** Closes a form that waits for a connection. A page that is only navigated away from could still see the connection return, and send. */
export async function leaveUnsent(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError('The page is left.'));
  });
  await page.goto('about:blank');
}

/** Writes the record of an application sent with this reference into the tab's storage. */
export async function rememberSent(page: Page, reference: string): Promise<void> {
  await page.addInitScript((record) => sessionStorage.setItem('sent:mentee', JSON.stringify(record)), {
    form: 'mentee',
    reference,
    sentAt: new Date().toISOString(),
    answers: [],
  });
}
