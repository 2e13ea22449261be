import type { Command } from './command.ts';

export const sendHeld: Command = {
  usage: 'send-held',
  summary: 'Send the mails that a restore holds',
  help: `A restore holds the mails that waited when the backup was made, because they may have been sent since. This command lets the server send all
of them; it may run meanwhile. Whoever got one before gets it twice. To send single ones, press "Send again" on the submission's page.`,
  opensInbox: true,
  async run(_words, _options, { store, clock, say }) {
    const count = await store.sendHeldMail({ at: clock().toISOString(), actor: 'command line' });
    say(
      count === 0
        ? 'No mail is held.'
        : `${String(count)} ${count === 1 ? 'mail waits' : 'mails wait'} to be sent: the server sends ${count === 1 ? 'it' : 'them'} while it runs.`,
    );
  },
};
