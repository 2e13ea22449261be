/** Returns the `tel:` address of a number written for people: `+44 (0)20 7911 5000` → `tel:+442079115000`. */
export const telephoneLink = (number: string): string => `tel:${number.replace('(0)', '').replace(/[^+\d]/g, '')}`;
