import { expect } from 'vitest';
import type { FormId } from '#forms/form.ts';
import type { Services } from '#inbox/env.ts';
import type { SubmissionName } from '#inbox/stores/store.ts';
import { answersOf, type PostedAnswers } from './answers.ts';
import { openStaffInbox, own, type StaffInbox } from './staff.ts';

/** An inbox with a signed-in member of staff. */
export interface Work extends StaffInbox {
  cookie: string;
  /** Sends a submission and returns the path of its page. */
  sent: (form: FormId, changes?: PostedAnswers) => Promise<string>;
  read: (path: string) => Promise<string>;
  save: (path: string, fields: Record<string, string>) => Promise<Response>;
}

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
    read: async (path) => (await inbox.get(path, work.cookie)).text(),
    save: (path, fields) => inbox.send(path, fields, { ...own, Cookie: work.cookie }),
  };
  return work;
}

/** Returns the paths of the submissions on a list page, in order. */
export const listed = (page: string) =>
  [...page.matchAll(/<th scope="row">\s*<a href="([^"?]+)/g)].map(([, path]) => path);

export const nameOfPath = (path: string): SubmissionName => {
  const [, , form, submissionId] = path.split('/');
  return { form: form as FormId, submissionId: submissionId! };
};

/** The fields of the unchanged form on the page of a new question. */
export const untouched = { was: 'new', status: 'new', 'was-assigned': '', assigned: '', 'was-meeting': '' };
