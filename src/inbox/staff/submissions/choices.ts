import type { FormId } from '#forms/form.ts';
import type { Services } from '../../env.ts';
import { statusesOf, type Status } from '../../statuses.ts';
import { hasTemplate } from '../../template-names.ts';

/** Returns the names of all enabled accounts to whom a submission can be assigned: those whose role lets them work on it. */
export const colleagues = async ({ store }: Services): Promise<string[]> =>
  (await store.allStaff())
    .filter(({ disabledAt, role }) => disabledAt === null && role !== 'reader')
    .map(({ name }) => name);

export const statusesWithMail = ({ templates }: Services, form: FormId): Status[] =>
  statusesOf(form).filter((status) => hasTemplate(templates, status, form));
