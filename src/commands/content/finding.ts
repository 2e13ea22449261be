/** Something in a file that its author should know, in words: what, where, how to mend it. */
export interface Finding {
  /** Line of the file; absent when the field's name says where. */
  line?: number;
  text: string;
  /** True for what is due or merely worth a look: it fails nothing. */
  advice?: true;
}

/** A finding as one line of the report. */
export const inWords = ({ line, text }: Finding): string => (line === undefined ? text : `line ${line}: ${text}`);

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "one thing needs attention", "12 things need attention". */
export const headline = (count: number): string =>
  `${words[count] ?? count} ${count === 1 ? 'thing needs' : 'things need'} attention`;
