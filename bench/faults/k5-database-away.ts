import { mailSteps, sendWhileAway, sendWhileLocked } from '../../tests/inbox/support/mail-faults.ts';
import { fill } from './fill.ts';
import { exactly, type Row } from './row.ts';
import { withInbox } from './stored.ts';

export const row: Row = {
  id: 'K5',
  claim:
    'The database refuses for 0.3 s, 11 s and 10 min (the clock moved) at each step of a mail: each mail exactly once',
  run: (trial) =>
    withInbox(trial, async (inbox) => {
      const each = trial.share(20);
      const sent = { mails: 0, ids: new Set<string>(), left: 0 };
      for (const ms of [300, 11_000, 600_000])
        for (const step of mailSteps) {
          await fill(inbox, each);
          const isReal = ms < 60_000;
          const done = isReal
            ? await sendWhileLocked(inbox, trial.settings['INBOX_DATABASE']!, step, ms)
            : await sendWhileAway(inbox, step, ms);
          sent.mails += done.sent.length;
          for (const { messageId } of done.sent) sent.ids.add(messageId);
          sent.left += done.waiting + done.failed;
        }
      const expected = each * 3 * mailSteps.length;
      return [
        exactly('mails sent', expected, sent.mails),
        exactly('of different Message-IDs', expected, sent.ids.size),
        exactly('given up or waiting', 0, sent.left),
      ];
    }),
};
