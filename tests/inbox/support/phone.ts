import { TOTP } from 'otpauth';
import { openStaffInbox, password, post, type StaffInbox } from './staff.ts';

/** Returns the instant this many seconds after noon, when the tests' clock starts. */
export const instant = (seconds: number) => new Date(Date.parse('2027-01-15T12:00:00Z') + seconds * 1_000);

export interface Phone {
  inbox: StaffInbox;
  cookie: string;
  /** Returns the code that the phone shows this many seconds after noon. */
  codeAt: (seconds: number) => string;
  recoveryCodes: string[];
  letters: string;
}

/** Opens an inbox in which kim set up a phone at noon. */
export async function withPhone(): Promise<Phone> {
  const inbox = await openStaffInbox();
  const cookie = await inbox.login();
  await post(inbox, cookie, '/inbox/account/second-step/begin/', { password });
  const page = await (await inbox.get('/inbox/account/second-step/', cookie)).text();
  const letters = /class="letters"\s*>([^<]+)</.exec(page)![1]!.replaceAll(' ', '');
  const totp = new TOTP({ secret: letters });
  const codeAt = (seconds: number) => totp.generate({ timestamp: instant(seconds).getTime() });
  const done = await post(inbox, cookie, '/inbox/account/second-step/', { code: codeAt(0) });
  const recoveryCodes = [...(await done.text()).matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(
    ([, code]) => code!,
  );
  return { inbox, cookie, codeAt, recoveryCodes, letters };
}
