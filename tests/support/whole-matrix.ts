/** True for `npm test -- --all`: every page in every look and width, and every test of the inbox on both databases. */
export const isWholeMatrix: boolean = process.env['TEST_MATRIX'] === 'whole';
