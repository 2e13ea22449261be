import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTemplate, readTemplates, render } from '#inbox/mail/templates.ts';
import { statusesOf } from '#inbox/statuses.ts';
import { formIds } from './support/answers.ts';
import { temporaryFolder, templates } from './support/inbox.ts';

describe('mail templates', () => {
  const values = Object.fromEntries(
    ['name', 'reference', 'team', 'site', 'round', 'decisionBy', 'cycleStarts', 'cycleEnds', 'answerBy', 'form']
      .concat(
        'mentee',
        'menteeEmail',
        'menteeShows',
        'mentor',
        'mentorEmail',
        'mentorShows',
        'firstMeetingBy',
        'briefing',
      )
      .concat(
        'answerUntil',
        'meeting',
        'was',
        'partner',
        'graduateYears',
        'keptUntil',
        'link',
        'unread',
        'overdue',
        'suspect',
      )
      .map((name) => [name, `value of ${name}`]),
  );

  it('leave no field unfilled and no Markdown in the plain text', () => {
    for (const [name, template] of templates) {
      const { subject, text, html } = render(template, values);
      expect(`${subject}${text}`, name).not.toMatch(/[{}]/);
      // Its style sheet has single ones.
      expect(html, name).not.toMatch(/\{\{|\}\}/);
      expect(text, name).not.toMatch(/\*\*|<|>/);
      expect(subject, name).not.toMatch(/[\r\n]/);
    }
  });

  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;'],
    ['Before <!-- {{link}} --> after', '&lt;!-- value of link'],
    ['<img src="https://example.org/seen.png">', '&lt;img'],
    ['\\<b>bold</b>', '&lt;/b&gt;'],
    ['<{{name}}>', '&lt;value of name'],
    ['---\nnote: kept\n---\n\nDear all', 'note: kept'],
  ])('show HTML as words, as their text does: %s', (body, words) => {
    const { html } = render({ subject: 'Hello', body }, values);
    const written = /<h1>[\s\S]*<\/main>/.exec(html)![0];
    expect(written).toContain(words);
    expect(written).not.toMatch(/<(script|img|b|value|!--)/);
  });

  it('keep addresses as links', () => {
    const { html } = render(
      { subject: 'Hello', body: '<{{site}}/guidance/> <https://example.org/> <a@b.example>' },
      values,
    );
    expect(html).toContain('<a href="https://example.org/">');
    expect(html).toContain('<a href="mailto:a@b.example">');
    expect(html).toContain('/guidance/">');
  });

  it.each(['Dear {{name}', 'Dear name}}', 'Dear {{ {{name}} }}'])('are refused with half a field: %s', (body) => {
    expect(() => readTemplate('receipt-contact', `---\nsubject: Hello\n---\n${body}\n`)).toThrow('other half');
  });

  it('each belong to a form and to something that can happen to it', () => {
    const kinds = {
      mentee: ['receipt', 'match-ended', ...statusesOf('mentee')],
      mentor: [
        ...[
          'receipt',
          'imported',
          'stay',
          'match-ended',
          'offer',
          'offer-reminder',
          'offer-withdrawn',
          ...statusesOf('mentor'),
        ],
        ...['question', 'question-reminder', 'question-withdrawn', 'times-wanted', 'booked', 'moved', 'cancelled'],
        ...['meeting-reminder', 'met-yet'],
      ],
      ask: [
        ...['receipt', 'moved', 'cancelled', ...statusesOf('ask')],
        ...['times', 'times-reminder', 'released', 'meeting-reminder', 'met-yet'],
      ],
      contact: ['receipt', ...statusesOf('contact')],
    };
    const checkIns = ['start', 'middle', 'end', 'reminder'].map((kind) => `check-in-${kind}`);
    const known = formIds.flatMap((form) => kinds[form].map((kind) => `${kind}-${form}`));
    for (const name of templates.keys())
      expect([...known, ...checkIns, 'introduction', 'notice', 'notice-pair', 'digest', 'link', 'changed']).toContain(
        name,
      );
  });

  it('show a value as it is, whatever Markdown is in it', () => {
    const name = '<b>*Ada*</b> [x](https://evil.example) & `code`\r\nBcc: eve@evil.example';
    const { text, html } = render({ subject: 's', body: 'Dear {{name}},' }, { name });
    expect(text).toBe('Dear <b>*Ada*</b> [x](https://evil.example) & `code` Bcc: eve@evil.example,\n');
    expect(html).not.toMatch(/<b>|<a|<em>|<code>/);
    expect(html).toContain('&lt;b&gt;*Ada*&lt;/b&gt;');
  });

  it('show a list as a list, each item as plain text', () => {
    const { text, html } = render({ subject: 's', body: 'Look:\n\n{{things}}' }, { things: ['*One*: 1', 'Two:\n2'] });
    expect(text).toBe('Look:\n\n- *One*: 1\n- Two: 2\n');
    expect(html).toMatch(/<ul>\s*<li>\*One\*: 1<\/li>\s*<li>Two: 2<\/li>\s*<\/ul>/);
  });

  it('show words to press in place of an address, which the text keeps', () => {
    const body = 'Here: <{{my}}>\n\n<{{link}}reminders/>\n\nSee <{{site}}/contact/?topic=x&reference={{reference}}>';
    const site = 'https://my_site.example';
    const { text, html } = render(
      { subject: 's', body },
      { site, my: `${site}/my/a_b/`, link: `${site}/my/c/`, reference: 'K7PQ29XM' },
    );
    expect(text).toContain(`${site}/my/a_b/`);
    expect(text).toContain(`${site}/contact/?topic=x&reference=K7PQ29XM`);
    expect(html).toContain(`<a href="${site}/my/a_b/">Open your own page</a>`);
    expect(html).toContain(`<a href="${site}/my/c/reminders/">Stop reminders</a>`);
    expect(html).toContain(`<a href="${site}/contact/?topic=x&amp;reference=K7PQ29XM">my_site.example/contact</a>`);
  });

  it('show an address that stands alone as a button, and no other', () => {
    const { html } = render(
      { subject: 's', body: 'Now:\n\n<{{link}}>\n\nSee <{{my}}>' },
      { link: 'https://my_site.example/my/c/', my: 'https://my_site.example/my/a/' },
    );
    expect(html).toMatch(/<p class="go"><a [^>]+>Open the page<\/a><\/p>\s*<p>See <a/);
  });

  it('show a reference once under the head, and leave it in the subject', () => {
    const { subject, html } = render({ subject: 'We have it ({{reference}})', body: 'b' }, { reference: 'K7PQ29XM' });
    expect(subject).toBe('We have it (K7PQ29XM)');
    expect(html).toContain('<h1>We have it</h1>');
    expect(html).toContain('<p class="ref">Reference <strong>K7PQ29XM</strong>');
    expect(render({ subject: 'We have it', body: 'b' }, { reference: 'K7PQ29XM' }).html).not.toContain('class="ref"');
  });

  it('cut a long subject between two characters', () => {
    const { subject } = render({ subject: '{{name}}', body: 'b' }, { name: `${'a'.repeat(199)}👩🏻‍🚀b` });
    expect(subject).toBe(`${'a'.repeat(199)}👩🏻‍🚀`);
  });

  it('report the file, the problem and the remedy', () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'receipt-ask.md'), '---\nsubject: Hello\n---\nDear {{nmae}},\n');
    writeFileSync(join(folder, 'notice.md'), 'Hello\n');
    writeFileSync(join(folder, 'digest.md'), '---\nsubject:\n---\nHello\n');
    const read = () => readTemplates(folder);
    expect(read).toThrow(/receipt-ask\.md: uses \{\{nmae\}\}, which this mail has not\. It has: name, reference/);
    expect(read).toThrow(/notice\.md: begins with no subject/);
    expect(read).toThrow(/digest\.md: has no "subject" of one line/);
    expect(read).toThrow(/receipt-mentee\.md is missing/);
    expect(read).not.toThrow(/notice\.md is missing/);
  });
});
