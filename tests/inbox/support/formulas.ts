/** Text before a formula that a spreadsheet may skip, or that ends a cell and begins the next. */
const starts = ['', ' ', '\t', '\r', '\uFEFF', '\u200B', '";', 'x; ', 'x\t', 'x\n'];

const formulas = [
  '=1+1',
  "+1+cmd|'/C calc'!A0",
  '-1+1',
  '@SUM(1+1)',
  '=HYPERLINK("https://evil.example";"x")',
  '＝1+1',
];

/** Texts that a spreadsheet might read as formulas. */
export const formulaTriggers: readonly string[] = starts.flatMap((start) => formulas.map((formula) => start + formula));
