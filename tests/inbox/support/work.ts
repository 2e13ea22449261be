import { expect } from 'vitest';
import type { FormId } from '#forms/form.ts';
import type { Services } from '#inbox/env.ts';
import { selectionOf } from '#inbox/staff/submissions/selection.ts';
import type { MailKind, SubmissionName } from '#inbox/stores/store.ts';
import { answersOf, type PostedAnswers } from './answers.ts';
import { openDay } from './inbox.ts';
import { openStaffInbox, own, type Fields, type StaffInbox } from './staff.ts';

/** An inbox with a signed-in member of staff. */
export interface Work extends StaffInbox {
  cookie: string;
  /** Sends a submission and returns the path of its page. */
  sent: (form: FormId, changes?: PostedAnswers) => Promise<string>;
  /** Sends a submission of somebody new, and returns its name. A mentor is marked as eligible. */
  from: (form: FormId, changes?: PostedAnswers) => Promise<SubmissionName>;
  read: (path: string) => Promise<string>;
  save: (path: string, fields: Fields) => Promise<Response>;
  /** Sends the form of the list, with these submissions ticked. */
  change: (paths: readonly string[], fields: Record<string, string>) => Promise<Response>;
  /** Moves the clock, past the end of the session: the same member of staff logs in again. */
  later: (at: string) => Promise<void>;
  /** Returns the kinds of the mails to a person, without what follows each submission. */
  mailKinds: (name: SubmissionName) => Promise<MailKind[]>;
}

let people = 0;

/** Returns an address that no other applicant of a run has. */
const newAddress = (form: FormId): string => {
  people += 1;
  return form === 'mentor' ? `m${people}@example.com` : `s${3_000_000 + people}@my.northbridge.example`;
};

export async function openWork(name = 'kim', services: Partial<Services> = {}): Promise<Work> {
  const inbox = await openStaffInbox({}, services);
  const work: Work = {
    ...inbox,
    cookie: await inbox.login(name),
    async sent(form, changes = {}) {
      const answers = answersOf(form, changes);
      expect((await inbox.postJson(form, answers)).status).toBe(200);
      return `/inbox/${form}/${String(answers['submission_id'])}/`;
    },
    async from(form, changes = {}) {
      const name = nameOfPath(await work.sent(form, { email: newAddress(form), ...changes }));
      const by = { at: openDay, actor: 'staff:lee' };
      if (form === 'mentor') await inbox.store.change([name], { status: 'eligible' }, by);
      return name;
    },
    read: async (path) => (await inbox.get(path, work.cookie)).text(),
    save: (path, fields) => inbox.send(path, fields, { ...own, Cookie: work.cookie }),
    async change(paths, fields) {
      const rows = await Promise.all(paths.map((path) => inbox.store.find(nameOfPath(path))));
      const ticked = rows.map((row): [string, string] => ['pick', selectionOf(row!)]);
      return work.save('/inbox/change/', [...Object.entries({ view: '', who: '', ...fields }), ...ticked]);
    },
    async later(at) {
      inbox.setClock(at);
      work.cookie = await inbox.login(name);
    },
    mailKinds: async (person) =>
      (await inbox.store.mailOf(person))
        .map(({ kind }) => kind)
        .filter((kind) => kind !== 'receipt' && kind !== 'notice'),
  };
  return work;
}

/** Returns the paths of the submissions on a list page, in order. */
export const listed = (page: string) =>
  [...page.matchAll(/<th scope="row">\s*<a href="([^"?]+)/g)].map(([, path]) => path);

/** Returns the hidden fields of a page, as a browser sends them. */
export const hiddenFields = (page: string): [string, string][] =>
  [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name!,
    decoded(value!),
  ]);

/** Returns them by name, where each has one value. */
export const hiddenIn = (page: string): Record<string, string> => Object.fromEntries(hiddenFields(page));

/** Returns the text that is written so in HTML. */
export const decoded = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

export const nameOfPath = (path: string): SubmissionName => {
  const [, , form, submissionId] = path.split('/');
  return { form: form as FormId, submissionId: submissionId! };
};

/** The fields of the unchanged form on the page of a new question. */
export const untouched = { was: 'new', status: 'new', 'was-assigned': '', assigned: '', 'was-meeting': '' };
