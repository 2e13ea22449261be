import { site } from '#site';

const inSentence = site.contacts.inSentence ?? '';

/** The team within a sentence: "the Mentoring Team". */
export const theTeam = inSentence === '' ? `the ${site.contacts.team}` : inSentence;

/** The team at the beginning of a sentence: "The Mentoring Team". */
export const theTeamFirst = theTeam.charAt(0).toUpperCase() + theTeam.slice(1);

/** A team within a sentence by its name, which may be another than the one that runs mentoring. */
export const teamInSentence = (name: string): string => (name === site.contacts.team ? theTeam : `the ${name}`);
