import type { FormId } from '#forms/form.ts';
import type { Services } from '../../env.ts';
import { templateName } from '../../mail/compose.ts';
import { statusesOf, type Status } from '../../statuses.ts';

/** Names of those who can be given something to do. */
export const colleagues = async ({ store }: Services): Promise<string[]> =>
  (await store.allStaff()).filter(({ disabledAt }) => disabledAt === null).map(({ name }) => name);

/** The statuses of which there is a mail to the applicants of this form. */
export const tellable = ({ templates }: Services, form: FormId): Status[] =>
  statusesOf(form).filter((status) => templates.has(templateName(status, form)));
