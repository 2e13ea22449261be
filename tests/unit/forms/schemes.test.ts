import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteConfig } from '#src/site-schema.ts';

type Change = (site: SiteConfig) => Partial<SiteConfig>;

/** Loads modules anew under a changed configuration. */
async function under(change: Change) {
  vi.doMock('#site', async (importOriginal) => {
    const { site } = await importOriginal<{ site: SiteConfig }>();
    return { site: { ...site, ...change(site) } };
  });
  const [paths, registry, capacity, form] = await Promise.all([
    import('#forms/scheme-paths.ts'),
    import('#forms/registry.ts'),
    import('#inbox/services/matching/capacity.ts'),
    import('#forms/form.ts'),
  ]);
  const names = (id: string) => form.fieldsOf(registry.formById(id)!).map(({ name }) => name);
  return { ...paths, ...registry, ...capacity, names };
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.doUnmock('#site'));

describe('a site with one scheme, which has no rounds', () => {
  const alone: Change = ({ schemes: { mentoring, mentors } }) => ({
    schemes: { mentoring: { ...mentoring!, page: 'peer-mentoring', rounds: false }, mentors },
  });

  it('has the forms of that scheme, at its page', async () => {
    const { siteForms, formPath, hasRounds } = await under(alone);
    expect(siteForms).toEqual(['mentee', 'mentor', 'contact']);
    expect(formPath('mentee')).toBe('/peer-mentoring/apply/');
    expect(formPath('ask')).toBeUndefined();
    expect(hasRounds).toBe(false);
  });

  it('takes applications all year, and does not ask mentors for a scheme', async () => {
    const { formById, names, capacityOf } = await under(alone);
    expect(formById('mentee')?.needsRound).toBe(false);
    expect(names('mentor')).not.toContain('programmes');
    expect(names('mentor')).not.toContain('months');
    expect(capacityOf({ capacity: '2' })).toBe(2);
  });
});

describe('a site for questions only', () => {
  const questions: Change = ({ schemes: { question }, contacts }) => ({
    schemes: { question },
    contacts: { ...contacts, form: false },
  });

  it('has one form', async () => {
    const { siteForms } = await under(questions);
    expect(siteForms).toEqual(['ask']);
  });

  it('asks each mentor in which months they answer, and nobody takes mentees', async () => {
    const { formById, names, capacityOf } = await under(questions);
    const months = formById('mentor')!
      .steps.flatMap(({ fields }) => fields)
      .find(({ name }) => name === 'months');
    expect(names('mentor')).not.toContain('programmes');
    expect(names('mentor')).not.toContain('capacity');
    expect(months?.when).toBeUndefined();
    expect(capacityOf({ capacity: '2' })).toBe(0);
  });
});

describe('a university without student numbers and addresses of its own', () => {
  const open: Change = ({ students }) => ({
    students: { ...students, number: undefined, mailDomains: [] },
  });

  it('does not ask for a number, and takes any address of a student', async () => {
    const { formById, names } = await under(open);
    expect(names('mentee')).not.toContain('studentNumber');
    const { validateForm } = await import('#forms/validate.ts');
    const judgement = validateForm(
      formById('mentee')!,
      { status: 'student', email: 'ada@example.com' },
      { now: new Date('2027-01-01T12:00Z'), phones: undefined },
    );
    expect(judgement.answers['email']).toBe('ada@example.com');
    const email = formById('mentee')!
      .steps.flatMap(({ fields }) => fields)
      .find(({ name }) => name === 'email')!;
    expect(email.hint).not.toContain('university');
    expect(typeof email.label === 'function' && email.label({ status: 'student' })).toBe('Email address');
  });
});
