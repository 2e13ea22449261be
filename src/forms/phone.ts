/** National numbers as Ofcom's plan has them, without the leading 0: nine digits only for some 01 and 08 numbers; no premium rates. */
const national = /^([2357]\d{9}|[18]\d{8,9})$/;

/**
 * The number in E.164 form ("+447700900123"), or undefined where it is none. A British number may be written with spaces, dashes, dots,
 * brackets, `+44 (0)` or `0044`; any other starts with + (or 00) and has 8 to 15 digits.
 */
export function readPhone(text: string): string | undefined {
  const bare = text.replace(/[\s().\-‐-―/]/g, '').replace(/^00/, '+');
  if (!/^\+?\d+$/.test(bare)) return undefined;
  const british = /^(?:\+440?|0)(\d+)$/.exec(bare)?.[1];
  if (british !== undefined) return national.test(british) ? `+44${british}` : undefined;
  return /^\+[1-9]\d{7,14}$/.test(bare) ? bare : undefined;
}
