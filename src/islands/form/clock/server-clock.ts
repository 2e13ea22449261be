/** How far the server's clock is ahead of this device's, in milliseconds; 0 where that is not known, or too little to matter. */
let lead = 0;

export function setLead(milliseconds: number): void {
  lead = milliseconds;
}

/** The instant by the server's clock, as far as it is known: what deadlines and eligibility are judged by. */
export const now = (): Date => new Date(Date.now() + lead);
