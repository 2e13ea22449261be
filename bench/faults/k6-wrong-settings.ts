import { messageIdOf, sendWithWrongSetting, wrongSettings } from '../../tests/inbox/support/mail-faults.ts';
import { fill } from './fill.ts';
import { exactly, type Row } from './row.ts';
import { withInbox } from './stored.ts';

export const row: Row = {
  id: 'K6',
  claim: `${wrongSettings.length} wrong settings of the mail server, a day each, then right: none given up, one alarm, each mail once`,
  run: (trial) =>
    withInbox(trial, async (inbox) => {
      const each = trial.share(100);
      const found = { failed: 0, alarms: 0, mails: 0, ids: new Set<string>() };
      for (const setting of wrongSettings) {
        await fill(inbox, each);
        const { mails, failed, alarms } = await sendWithWrongSetting(inbox, setting, trial.atEnd);
        found.failed += failed;
        found.alarms += alarms;
        found.mails += mails.length;
        for (const mail of mails) found.ids.add(messageIdOf(mail));
      }
      const expected = each * wrongSettings.length;
      return [
        exactly('given up', 0, found.failed),
        exactly('alarms', wrongSettings.length, found.alarms),
        exactly('mails that came', expected, found.mails),
        exactly('of different Message-IDs', expected, found.ids.size),
      ];
    }),
};
