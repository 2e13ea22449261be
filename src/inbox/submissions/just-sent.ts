import type { FormId } from '#forms/form.ts';
import { minute, type Clock } from '../clock.ts';
import type { Receipt } from './receive.ts';

export interface Sent {
  form: FormId;
  isLate: boolean;
}

/** How long the confirmation page is available, also for a second look. */
const lifetimeMs = 60 * minute;

/** The submissions of the last hour by reference, so that the confirmation page confirms no others. In memory only. */
export class JustSent {
  readonly #clock: Clock;
  /** The oldest first. */
  readonly #sent = new Map<string, Sent & { at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(form: FormId, { reference, isLate }: Receipt): void {
    const at = this.#clock().getTime();
    this.#sent.delete(reference);
    this.#sent.set(reference, { form, isLate, at });
    for (const [old, sent] of this.#sent) {
      if (at - sent.at < lifetimeMs) return;
      this.#sent.delete(old);
    }
  }

  get(reference: string): Sent | undefined {
    const sent = this.#sent.get(reference);
    return sent && this.#clock().getTime() - sent.at < lifetimeMs ? sent : undefined;
  }
}
