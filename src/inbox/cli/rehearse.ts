import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { forms } from '#forms/registry.ts';
import { siteForms } from '#forms/scheme-paths.ts';
import { siteFolder } from '#site-folder';
import { readTemplates } from '../mail/templates.ts';
import { rehearse as play } from '../rehearse/rehearse.ts';
import { writeRehearsal } from '../rehearse/write-rehearsal.ts';
import { readRounds } from '../rounds.ts';
import { CommandError, roundNamed, type Command } from './command.ts';

const root = join(import.meta.dirname, '../../..');
const content = join(root, siteFolder, 'content');

const usualSizes = { mentees: 250, mentors: 90, questions: 60 };
const mostPeople = 5000;

/** Plays a round with made-up people and writes down every mail. */
export const rehearse: Command = {
  usage: 'rehearse ROUND [FOLDER] [--mentees N] [--mentors N] [--questions N] [--seed TEXT]',
  summary: 'Play a round with made-up people, and read every mail that each of them would get',
  help: `ROUND is the name of a file in content/rounds, like 2026-27. The round is played from its opening to its report in about a minute: made-up people
send your forms, you decide on mentors, propose and publish, mentors answer, pairs are introduced, asked how it goes, and end. It has a clock and a database of its
own: your database is not touched, and no mail is sent. FOLDER gets index.html, with every mail by day and by person, calendar files and the report;
without it, they are in .cache/rehearsals/ROUND, which is replaced each time. Change a text in content/mail or a date of the round, and play again;
what was changed in the inbox is not in it before its file is downloaded into content/.
There are ${usualSizes.mentees} mentees, ${usualSizes.mentors} mentors and ${usualSizes.questions} questions unless you say otherwise. The same --seed gives the same people and the same deeds.`,
  opensInbox: false,
  isApart: true,
  async run([id = '', folder, ...more], options, { config, say }) {
    if (more.length > 0) throw new CommandError('Type: npm run inbox -- rehearse ROUND');
    const rounds = readRounds(join(content, 'rounds'));
    const round = roundNamed(rounds, id);
    const size = (name: keyof typeof usualSizes) => {
      const count = Number(options[name] ?? usualSizes[name]);
      if (!Number.isInteger(count) || count < 0 || count > mostPeople)
        throw new CommandError(`--${name} takes a whole number from 0 to ${mostPeople}, like ${usualSizes[name]}.`);
      return count;
    };
    const sizes = { mentees: size('mentees'), mentors: size('mentors'), questions: size('questions') };
    const to = folder === undefined ? join(root, '.cache/rehearsals', id) : resolve(folder);
    if (folder === undefined) rmSync(to, { recursive: true, force: true });
    else if (existsSync(to) && readdirSync(to).length > 0)
      throw new CommandError(`The folder ${to} is not empty. Name a new one, so that nothing of yours is overwritten.`);
    mkdirSync(to, { recursive: true });

    say(`Playing ${round.title} with made-up people. This can take some minutes …`);
    const began = performance.now();
    const place = mkdtempSync(join(tmpdir(), 'inbox-rehearsal-'));
    try {
      const rehearsal = await play({
        round,
        forms: forms.filter(({ id }) => siteForms.includes(id)),
        templates: readTemplates(join(content, 'mail')),
        database: { kind: 'sqlite', path: join(place, 'inbox.sqlite'), isThrowAway: true },
        keyFile: join(place, 'inbox.key'),
        folder: place,
        siteUrl: config.siteUrl,
        notify: config.mailNotify,
        sizes,
        seed: options['seed'] ?? '1',
      });
      await writeRehearsal(to, round, rehearsal);
      const seconds = Math.round((performance.now() - began) / 1000);
      const { people, mails } = rehearsal;
      say(`Played ${round.title} with ${people.length} made-up people in ${seconds} seconds: ${mails.length} mails.`);
      say(`Read them in ${join(to, 'index.html')}`);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};
