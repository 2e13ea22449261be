/** A problem or advice about a file, in words: what, where, and what to do. */
export interface Finding {
  /** Line of the file; missing when the text names the field. */
  line?: number;
  text: string;
  /** True for advice, which does not fail the check. */
  advice?: true;
}

/** Returns a finding as one line of the report. */
export const inWords = ({ line, text }: Finding): string => (line === undefined ? text : `line ${line}: ${text}`);

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

export const headline = (count: number): string =>
  `${words[count] ?? count} ${count === 1 ? 'thing needs' : 'things need'} attention`;
