import type { FormId } from '#forms/form.ts';
import { minute, type Clock } from '../clock.ts';
import type { Receipt } from './receive.ts';

export interface Sent {
  form: FormId;
  isLate: boolean;
}

/** How long a submission counts as just sent: for the page behind the form, and for whoever reads it twice. */
const life = 60 * minute;

/** What was stored here within the last hour, by reference, so that the confirmation page says it of nothing else. Held in memory only. */
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
      if (at - sent.at < life) return;
      this.#sent.delete(old);
    }
  }

  get(reference: string): Sent | undefined {
    const sent = this.#sent.get(reference);
    return sent && this.#clock().getTime() - sent.at < life ? sent : undefined;
  }
}
