import { join } from 'node:path';
import { addDays } from '#forms/dates/calendar.ts';
import { localDay, toInstant } from '#forms/dates/zoned-time.ts';
import { siteFolder } from '#site-folder';
import { actorNow, commandLine } from '../actor.ts';
import { silentLog } from '../log.ts';
import { askCheckIns } from '../services/check-ins.ts';
import { remindOfOffers } from '../services/offers.ts';
import { holdQuestionMails } from '../services/questions/reminders.ts';
import { askToStay } from '../services/staying.ts';
import { openSiteContent } from '../site-content.ts';
import type { Command } from './command.ts';
import { counted } from '../count-words.ts';
import { askingDay, digestDay } from '../mail-hours.ts';

const content = join(import.meta.dirname, '../../..', siteFolder, 'content');

export const sendHeld: Command = {
  usage: 'send-held [--none]',
  summary: 'Let mails go on after a restore: send those that it holds, or with --none leave them',
  help: `A restore holds the mails that waited when the backup was made, because they may have been sent since. For the same reason nobody is asked
how it goes, reminded, or asked to take a mentee, until you say how to go on. The server may run meanwhile.
Without --none, all held mails are sent, and whoever got one before gets it twice: right if no server ran after the backup.
With --none, none is sent, and the check-ins, reminders, mails that ask mentors to stay and the morning mail that were due by the restore count as
sent: right if a server ran after the backup. Somebody who was not asked after all gets the reminder some days later. Mails about dates that count
later go out when they count, with --none too. To send a single held mail, press "Send again" on the submission's page.`,
  opensInbox: true,
  async run(_words, options, { store, vault, clock, say }) {
    const sends = options['none'] === undefined;
    const actor = actorNow({ clock }, commandLine);
    const restoredAt = await store.restoredAt();
    if (!sends && restoredAt !== undefined) {
      const { rounds, templates } = await openSiteContent({ store, clock, log: silentLog }, content);
      const source = { store, rounds, templates };
      const last = lastWork(new Date(restoredAt));
      await askCheckIns(source, last, false);
      await remindOfOffers(store, await store.offers('waiting'), last, false);
      await holdQuestionMails({ store, vault }, last);
      await askToStay({ store, vault, templates }, last, true);
      const day = digestDay(new Date(restoredAt));
      if (day !== undefined) await store.queueDigest(day, restoredAt, true);
    }
    const count = await store.goOnAfterRestore(sends, actor);
    if (count === undefined) {
      say('No mail is held, and nothing waits because of a restore.');
      return;
    }
    say(
      count === 0
        ? sends
          ? 'No mail is held.'
          : 'No held mail is sent.'
        : `${counted(count, 'mail waits', 'mails wait')} to be sent: the server sends ${count === 1 ? 'it' : 'them'} while it runs.`,
    );
    say('Check-ins, reminders and questions to mentors go on.');
  },
};

/** Returns the last instant, no later than a restore, at which people are asked and reminded. */
function lastWork(restored: Date): Date {
  return askingDay(restored) === undefined ? toInstant(`${addDays(localDay(restored), -1)}T23:59`) : restored;
}
