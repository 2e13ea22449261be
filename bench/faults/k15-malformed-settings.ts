import { inboxCommand } from './command.ts';
import { atLeast, exactly, type Row } from './row.ts';

const secret = 'hunter2secret';
const signs = ['#', '/', '?', '%', '%zz', '/@', '#@', '?@'];

/** Settings with a secret in a value that cannot be read, or only in part. */
const malformed: readonly (readonly [name: string, value: string])[] = [
  ...[`${secret} x`, `${secret}é`, `${secret}\n${secret}`, `"${secret}"`].map(
    (value) => ['METRICS_TOKEN', value] as const,
  ),
  ...(['SMTP_URL', 'INBOX_DATABASE'] as const).flatMap((name) => {
    const scheme = name === 'SMTP_URL' ? 'smtp' : 'postgres';
    return [
      ...signs.map((sign) => `${scheme}://ada:1${sign}${secret}@host/x`),
      `${scheme}://ada:${secret}@host:port/x`,
      `${scheme}//ada:${secret}@host/x`,
      `http://ada:${secret}@host/x`,
      `ada:${secret}@host`,
      secret,
    ].map((value) => [name, value] as const);
  }),
  ...[
    'MAIL_FROM',
    'MAIL_NOTIFY',
    'MAIL_BOUNCE',
    'INBOX_ALLOWED_ORIGINS',
    'INBOX_TRUSTED_PROXIES',
    'INBOX_RATE_LIMIT',
  ].map((name) => [name, secret] as const),
  ...['SITE_URL', 'PORT', 'LOG_LEVEL', 'CLOCK', 'INBOX_RETENTION_DAYS_ASK'].map((name) => [name, secret] as const),
];

export const row: Row = {
  id: 'K15',
  claim: `${malformed.length} malformed settings: the name of the setting, never its value, and no trace of the program`,
  async run(trial) {
    const found = { tried: 0, taken: 0, unnamed: 0, told: 0, raw: 0 };
    for (const [name, value] of malformed.slice(0, trial.share(malformed.length))) {
      const { code, text } = await inboxCommand({ ...trial, settings: { ...trial.settings, [name]: value } }, 'verify');
      found.tried += 1;
      if (code === 0) found.taken += 1;
      if (!text.includes(name)) found.unnamed += 1;
      if (text.includes(secret)) found.told += 1;
      if (/^\s+at /m.test(text)) found.raw += 1;
    }
    return [
      atLeast('tried', 1, found.tried),
      exactly('taken', 0, found.taken),
      exactly('not named', 0, found.unnamed),
      exactly('values told', 0, found.told),
      exactly('stack traces', 0, found.raw),
    ];
  },
};
