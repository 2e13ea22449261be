/**
 * Returns a name that is safe in a mail. Anyone can send a form with anyone's address; text that reads as an address or
 * a link is replaced, so that our mail does not carry it.
 */
export const greetingName = (name: string, otherwise: string): string =>
  name.length > 80 || /[\d@:/\\<>]|\.\p{L}/u.test(name) ? otherwise : name;
