import { LESS_LIKELY_AUDIENCE, OTHER_AUDIENCE, OWN_AUDIENCE } from './weights.ts';

/** Who asks, when the words of the query tell: "my mentee" comes from a mentor, "my mentor" from a mentee. */
export type Perspective = 'mentee' | 'mentor' | null;

const mentors =
  /\b(?:mentees?|proteges?|protegees?|(?:my|a|the|our) students?|(?:as|be|being|become|becoming|new) a? ?mentor|i mentor|mentor(?:ing)? (?:an?|my|someone|students?)|(?:tips|advice|guidance|guides?|training|help|resources) for (?:\w+ )?mentors)\b/;
const mentees =
  /\b(?:my|your) (?:\w+ )?mentors?\b|\b(?:to|from|with) (?:the |a )?mentor\b(?! (?:an?|my|someone|students?)\b)|^(?:the )?mentor (?:is|was|isnt|wasnt|has|hasnt|does|doesnt|did|didnt|will|wont|can|cant|never|always|keeps|says?|said|tells|told|asks|asked|wants|gave|thinks|made|makes|left)\b/;

/** @param words folded words of a query */
export function perspectiveOf(words: readonly string[]): Perspective {
  const text = words.join(' ');
  const isMentee = mentees.test(text);
  return isMentee === mentors.test(text) ? null : isMentee ? 'mentee' : 'mentor';
}

/** Returns the factor for a page's audience. Where nothing tells who asks, a mentee is likelier than a mentor. @param audience empty when the page is for everybody */
export function audienceFactor(audience: readonly string[], perspective: Perspective): number {
  if (audience.length === 0) return 1;
  if (perspective === null) return audience.includes('mentee') ? 1 : LESS_LIKELY_AUDIENCE;
  if (!audience.includes(perspective)) return OTHER_AUDIENCE;
  return audience.length === 1 ? OWN_AUDIENCE : 1;
}
