import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answersOf } from './support/answers.ts';
import { json, openTestInbox, temporaryFolder } from './support/inbox.ts';

/** The parts of the built page that the server fills in. */
const built = `<title>After you send a form</title>
<div data-confirmation="We have your answers" data-steps="What happens next"></div><h1>After you send a form</h1>
<div data-state="unknown">x</div><div data-state="sent" hidden><strong class="reference" data-reference></strong></div>
<p data-late hidden>late</p>
<section data-next="mentee"><h2>If you applied</h2></section><section data-next="mentor"><h2>If you offered</h2></section>
<section data-next="ask"><h2>If you asked</h2></section>`;

async function open() {
  const dist = temporaryFolder();
  mkdirSync(join(dist, 'sent'), { recursive: true });
  writeFileSync(join(dist, 'sent/index.html'), built);
  const inbox = await openTestInbox({}, { dist });
  const read = async (address: string) => {
    const response = await inbox.app.request(`http://localhost:4321${address}`);
    return { response, page: await response.text() };
  };
  return { inbox, read };
}

describe('the confirmation page', () => {
  it.each(['/sent/', '/sent/?ref=', '/sent/?ref=K7PQ29XM', '/sent/?ref=<script>', '/sent/?ref=constructor'])(
    'confirms nothing at %s',
    async (address) => {
      const { read } = await open();
      expect((await read(address)).page).toBe(built);
    },
  );

  it('shows the reference that was just given, and the next steps of its form only', async () => {
    const { inbox, read } = await open();
    const { next = '' } = await json(await inbox.postJson('ask', answersOf('ask')));
    const { response, page } = await read(next);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
    expect(page).toContain('<title>We have your answers</title>');
    expect(page).toContain('<h1>We have your answers</h1>');
    expect(page).toContain(`data-reference>${next.slice(-8)}</strong>`);
    expect(page).toContain('data-state="unknown" hidden');
    expect(page).toContain('<div data-state="sent">');
    expect(page).toContain('data-late hidden');
    expect(page).toMatch(/data-next="mentee" hidden.*data-next="mentor" hidden/s);
    expect(page).toContain('<section data-next="ask"><h2>What happens next</h2>');
  });

  it('confirms nothing an hour later', async () => {
    const { inbox, read } = await open();
    const { next = '' } = await json(await inbox.postJson('ask', answersOf('ask')));
    inbox.setClock(new Date(Date.parse('2027-01-15T12:00:00Z') + 2 * 3_600_000).toISOString());
    expect((await read(next)).page).toBe(built);
  });
});
