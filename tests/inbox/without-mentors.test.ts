import { expect, it, vi } from 'vitest';
import type { SiteConfig } from '#src/site-schema.ts';
import { answersOf } from './support/answers.ts';
import { openStaffInbox } from './support/staff.ts';

vi.mock('#site', async (importOriginal) => {
  const { site } = await importOriginal<{ site: SiteConfig }>();
  const { mentoring } = site.schemes;
  return { site: { ...site, schemes: { mentoring } } };
});

it('shows staff of a site without mentors and questions no matching and no meetings', async () => {
  const inbox = await openStaffInbox();
  const cookie = await inbox.login('kim');
  const read = async (path: string) => (await inbox.get(path, cookie)).text();
  const answers = answersOf('mentee');
  expect((await inbox.postJson('mentee', answers)).status).toBe(200);

  const overview = await read('/inbox/overview/');
  const bar = /<nav class="main-nav of-staff" aria-label="Inbox">([\s\S]*?)<\/nav>/.exec(overview)![1]!;
  expect([...bar.matchAll(/>([^<]+)<\/a\s*>/g)].map(([, words]) => words)).toEqual([
    'Inbox',
    'Overview',
    'Rounds',
    'Report',
    'Mail',
    'One person',
  ]);
  const pages = [
    overview,
    await read('/inbox/match/'),
    await read(`/inbox/mentee/${String(answers['submission_id'])}/`),
  ];
  for (const page of pages) {
    expect(page).not.toMatch(/Match (the|with|Winter)|on the bench|Questions to a mentor|where the two are matched/);
    expect(page).not.toMatch(/href="\/inbox\/match\/[^"]/);
  }
  expect(pages[1]).toContain('<h1>Rounds</h1>');
});
