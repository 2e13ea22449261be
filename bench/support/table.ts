/** Prints whether a mark is reached, and sets the exit code if it is not. */
export function judge(what: string, found: number, sign: '≤' | '≥', mark: number): void {
  const holds = sign === '≤' ? found <= mark : found >= mark;
  console.log(`${holds ? '✓' : '✗ MISSED'}  ${what}: ${round(found)} (mark ${sign} ${mark})`);
  if (!holds) process.exitCode = 1;
}

export const round = (value: number): number => Math.round(value * 100) / 100;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
