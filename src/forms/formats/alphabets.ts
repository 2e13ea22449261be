const others = String.raw`\p{sc=Cyrillic}\p{sc=Greek}`;
const mixed = new RegExp(`\\p{sc=Latin}[^@./]*[${others}]|[${others}][^@./]*\\p{sc=Latin}`, 'u');

/**
 * Returns true for an address with Latin letters beside Cyrillic or Greek ones in one of its parts. Nobody writes so on purpose: "а" and "a" look
 * alike, and lead to different places.
 */
export const mixesAlphabets = (address: string): boolean => mixed.test(address);
