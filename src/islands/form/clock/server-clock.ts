/** Milliseconds by which the server's clock is ahead of this device's; 0 when unknown or too small to matter. */
let lead = 0;

export function setLead(milliseconds: number): void {
  lead = milliseconds;
}

/** Returns the time by the server's clock, or this device's when that is unknown. Deadlines and eligibility are checked against it. */
export const now = (): Date => new Date(Date.now() + lead);
