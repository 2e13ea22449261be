/** Advice on a text that someone will read. It never blocks sending, and the text stays on the device. */

export interface Advice {
  id: 'short' | 'aim' | 'date' | 'email' | 'phone' | 'health';
  words: string;
}

const aims =
  /\b(want|wants|would like|i['’]d like|hope|aim|goal|plan|learn|understand|decide|choose|become|apply|prepare|practise|improve|find out|know (how|what|whether))\b/i;
const dates =
  /\b(january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|week|weeks|month|months|term|semester|year|graduat\w+|20\d\d|deadline)\b/i;
const emails = /[^\s@]+@[^\s@]+\.[^\s@]+/;
const phones = /(?:\+|\b0)\d(?:[\s().-]?\d){8,13}\b/;
const health =
  /\b(adhd|autis\w+|anxiety|bipolar|cancer|chronic|depress(?:ed|ion)|diagnos\w+|disab\w+|disorder|dyslexi\w+|dyspraxi\w+|epilep\w+|medication|mental health|pregnan\w+|therap(?:y|ist))\b/i;

/** Length in characters below which more detail is suggested. */
const short = 160;

/** Returns advice that makes an aim easier to act on; nothing for an empty text. */
export function adviseOnAim(text: string): Advice[] {
  const typed = text.trim();
  if (typed === '') return [];
  const advice: Advice[] = [];
  if (!aims.test(typed))
    advice.push({ id: 'aim', words: 'Say what you would like to know or be able to do at the end.' });
  if (!dates.test(typed))
    advice.push({ id: 'date', words: 'Add a date, like “by June”. It makes an aim easier to plan.' });
  if (typed.length < short)
    advice.push({ id: 'short', words: 'One or two more sentences help us to find the right person.' });
  return advice;
}

/** Returns advice on text that may be private: an e-mail address, a phone number, health. `reader` is the person who sees it: "your mentor". */
export function adviseOnPrivacy(text: string, reader: string): Advice[] {
  const advice: Advice[] = [];
  if (emails.test(text))
    advice.push({
      id: 'email',
      words: `There is an email address in it, and ${reader} will see it. You can leave it out.`,
    });
  if (phones.test(text))
    advice.push({
      id: 'phone',
      words: `There is a phone number in it, and ${reader} will see it. You can leave it out.`,
    });
  if (health.test(text)) {
    advice.push({
      id: 'health',
      words: `It may say something about health. That is fine if you want ${reader} to know it.`,
    });
  }
  return advice;
}
