/** Letters and digits that are not mistaken for each other: no I, O, Q, Z, 0, 1. */
const alphabet = 'ABCDEFGHJKLMNPRSTUVWXY23456789';
export const referenceLength = 8;

/** Returns true for a text in the format of a reference. */
export const isReference = (text: string): boolean => new RegExp(`^[${alphabet}]{${referenceLength}}$`).test(text);

/**
 * Returns the applicant's reference: 8 characters made from the id alone, so that browser and server compute the same one. People use it to
 * name a submission. It is not secret, and two of a million submissions may share one (30⁸ references, expected pairs 0.76), so programs use
 * the id.
 */
export function referenceOf(submissionId: string): string {
  let rest = hash53(submissionId.toLowerCase());
  let reference = '';
  for (let index = 0; index < referenceLength; index += 1) {
    reference += alphabet.charAt(rest % alphabet.length);
    rest = Math.floor(rest / alphabet.length);
  }
  return reference;
}

/** Returns a 53-bit hash of a text: cyrb53 (bryc, public domain). Not cryptographic. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
