/** Saves or prints a copy of the sent answers, made on this device. */
import { site } from '#site';
import { formatInstant } from '#forms/dates/deadline.ts';
import { zoneWords } from '#forms/dates/zoned-time.ts';
import { saveFile } from '../dom/save-file.ts';
import type { SentRecord } from './sent-record.ts';

/** Saves the copy as one HTML file. */
export const saveCopy = (record: SentRecord): void =>
  saveFile(`mentoring-${record.reference}.html`, 'text/html;charset=utf-8', copyHtml(record));

/** Puts the copy on the page and asks the browser to print it. */
export function printCopy(record: SentRecord): void {
  const place = document.querySelector('[data-part="copy"]')!;
  place.querySelector('.answers')?.remove();
  place.append(copyList(record));
  print();
}

function copyList({ answers }: SentRecord): HTMLElement {
  const section = document.createElement('section');
  section.className = 'answers';
  const heading = document.createElement('h2');
  heading.append('Your answers');
  const list = document.createElement('dl');
  for (const { label, lines } of answers) {
    const [row, term, details] = ['div', 'dt', 'dd'].map((name) => document.createElement(name)) as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ];
    term.append(label);
    details.append(
      ...lines.map((line) => {
        const paragraph = document.createElement('p');
        paragraph.dir = 'auto';
        paragraph.append(line);
        return paragraph;
      }),
    );
    row.append(term, details);
    list.append(row);
  }
  section.append(heading, list);
  return section;
}

const style =
  'body{font:1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold;margin-top:1rem}dd{margin:0;white-space:pre-line}';

/** Returns the copy as one HTML file without scripts or requests. */
export function copyHtml({ reference, sentAt, answers }: SentRecord): string {
  const rows = answers.map(
    ({ label, lines }) => `<dt>${escape(label)}</dt>\n<dd dir="auto">${lines.map(escape).join('\n')}</dd>`,
  );
  return [
    '<!doctype html>',
    `<html lang="${site.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${reference}</title><style>${style}</style></head><body>`,
    `<h1>Your answers</h1><p>Reference ${reference}, sent at ${formatInstant(sentAt)}, ${zoneWords()}.</p>`,
    `<dl>\n${rows.join('\n')}\n</dl></body></html>\n`,
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);
