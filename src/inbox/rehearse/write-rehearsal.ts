import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { html } from 'hono/html';
import { site } from '#site';
import { dayWords } from '#forms/dates/calendar.ts';
import type { Round } from '#forms/dates/deadline.ts';
import { localDay, wallTime, zoneWords } from '#forms/dates/zoned-time.ts';
import { nothing, type Html } from '../pages/layout.ts';
import type { RoundReport } from '../services/report/round-report.ts';
import type { Rehearsal, RehearsedMail } from './rehearse.ts';

const styles = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:62rem;padding:1rem 1.25rem 4rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h2{margin-block:2.5rem .5rem}h3{margin-block:1.5rem .25rem;font-size:1rem}
ol,ul{margin:0;padding:0;list-style:none}li{padding-block:.2rem}
time{font-variant-numeric:tabular-nums;margin-inline-end:.75rem}
summary{cursor:pointer;padding-block:.3rem}details>ol{padding-inline-start:1.25rem}
th{text-align:start;font-weight:400;padding-inline-end:2rem}td{text-align:end;font-variant-numeric:tabular-nums}
.quiet{opacity:.75}a:focus-visible,summary:focus-visible{outline:3px solid;outline-offset:2px}`;

interface MailFile extends RehearsedMail {
  /** Name of the mail's file, and of its calendar file if there is one. */
  page: string;
  calendar: string | undefined;
  day: string;
  time: string;
}

/** Writes each mail as a page, each calendar file, and an index by day and by person. */
export async function writeRehearsal(folder: string, round: Round, rehearsal: Rehearsal): Promise<void> {
  mkdirSync(join(folder, 'mails'), { recursive: true });
  const mails = rehearsal.mails.map((mail, index): MailFile => {
    const number = String(index + 1).padStart(4, '0');
    const [day, time] = [localDay(mail.at), wallTime(mail.at).slice(11)];
    const calendar = mail.message.calendar && `mails/${number}.ics`;
    const page = `mails/${number}.html`;
    writeFileSync(join(folder, page), mail.message.html);
    if (calendar !== undefined) writeFileSync(join(folder, calendar), mail.message.calendar!.content);
    return { ...mail, page, calendar, day, time };
  });
  writeFileSync(join(folder, 'index.html'), String(await indexPage(round, rehearsal, mails)));
}

function indexPage(round: Round, { people, report }: Rehearsal, mails: readonly MailFile[]): Html {
  const byDay = Map.groupBy(mails, ({ day }) => day);
  const byPerson = Map.groupBy(mails, ({ message }) => message.to);
  const known = new Set(people.map(({ email }) => email));
  const team = [...byPerson.keys()].filter((address) => !known.has(address));
  const nameOf = new Map(people.map(({ email, answers }) => [email, String(answers['fullName'])]));
  const title = `Rehearsal of ${round.title}`;
  return html`<!doctype html>
    <html lang="${site.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${site.name}</title>
        <style>
          ${styles}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>
            ${people.length} made-up people and ${mails.length} mails, each at the time at which it would be sent, in
            ${zoneWords()}. Nobody got any of them, and their links lead nowhere.
          </p>
          <nav aria-label="On this page">
            <p><a href="#days">By day</a> · <a href="#people">By person</a> · <a href="#report">The report</a></p>
          </nav>
          <h2 id="days">By day</h2>
          ${[...byDay].map(
            ([day, those]) =>
              html`<details>
                <summary>${dayWords(day, true)}: ${those.length}</summary>
                <ol>
                  ${those.map((mail) => html`<li>${mailHtml(mail, mail.time)} <span class="quiet">to ${nameOf.get(mail.message.to) ?? mail.message.to}</span></li>`)}
                </ol>
              </details>`,
          )}
          <h2 id="people">By person</h2>
          ${team.map((address) => personHtml('The team', address, byPerson.get(address)!))}
          ${people.map(({ email, form }) =>
            personHtml(nameOf.get(email)!, `${email} · ${form.title}`, byPerson.get(email) ?? []),
          )}
          <h2 id="report">The report of the round</h2>
          ${reportHtml(report)}
        </main>
      </body>
    </html>`;
}

const mailHtml = ({ page, calendar, message, at }: MailFile, when: string): Html =>
  html`<time datetime="${at.toISOString()}">${when}</time
    ><a href="${page}">${message.subject}</a
    >${calendar === undefined ? nothing : html` (<a href="${calendar}">calendar file</a>)`}`;

const personHtml = (name: string, about: string, mails: readonly MailFile[]): Html =>
  html`<details>
    <summary>${name}: ${mails.length} <span class="quiet">${about}</span></summary>
    <ol>
      ${mails.map((mail) => html`<li>${mailHtml(mail, `${dayWords(mail.day)}, ${mail.time}`)}</li>`)}
    </ol>
  </details>`;

const reportHtml = ({ sections }: RoundReport): Html =>
  html`${sections.map(
    ({ title, figures }) =>
      html`<h3>${title}</h3>
        <table>
          ${figures.map(
            ({ label, value }) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td>${value ?? 'none'}</td>
              </tr>`,
          )}
        </table>`,
  )}`;
