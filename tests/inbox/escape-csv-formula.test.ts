import { describe, expect, it } from 'vitest';
import { escapeCsvFormula } from '#inbox/services/escape-csv-formula.ts';

describe('a table cell', () => {
  it.each([
    '=1',
    '+1',
    '-1',
    '@x',
    '\0=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '\uFEFF=1',
    '\u200D=1',
    '\u2067=1\u2069',
    '\u061C+1',
    '\tx',
    '\rx',
  ])('gets no formula from %j', (value) => expect(escapeCsvFormula(value)).toBe(`'${value}`));

  it.each([
    ['x;=1', "x;'=1"],
    ['x; "=1', `x; "'=1`],
    ['two\n- lines\r\n+ more', "two\n'- lines\r\n'+ more"],
    ['x\t\u200B＝1', "x\t\u200B'＝1"],
    ['x;\u200C=1', "x;\u200C'=1"],
    ['-1;-1', "'-1;'-1"],
    ['\n=1', "'\n'=1"],
    ['\t=1', "'\t'=1"],
  ])('gets no formula inside %j, where another separator would begin a cell', (value, neutral) =>
    expect(escapeCsvFormula(value)).toBe(neutral),
  );

  it('with ten thousand line ends is escaped at once', () => {
    const started = process.cpuUsage().user;
    expect(escapeCsvFormula(`x${'\n ;'.repeat(3_333)}`)).toHaveLength(10_000);
    expect(escapeCsvFormula(`x;${'\uFEFF'.repeat(40)}y`)).toHaveLength(43);
    expect(process.cpuUsage().user - started).toBeLessThan(100_000);
  });

  it.each(['1+1', 'one, =1', 'a@b.example', '007', 'Ada', '', '“=1”'])('keeps %j unchanged', (value) =>
    expect(escapeCsvFormula(value)).toBe(value),
  );
});
