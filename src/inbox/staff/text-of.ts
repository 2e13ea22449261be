/** What was posted under a name; '' where it is a file, or nothing was. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
