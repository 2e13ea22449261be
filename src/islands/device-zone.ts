/** Returns the name that this browser has for a time zone: Chrome still calls Asia/Kolkata Asia/Calcutta. */
export const nameHere = (zone?: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;

/** The time zone of this device, as its browser names it. */
export const deviceZone = (): string => nameHere();
