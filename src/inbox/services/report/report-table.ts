/** A table of a report, with its small numbers hidden. */
export interface ReportTable {
  title: string;
  /** What a row is about. */
  rowHead: 'Group' | 'Answer';
  columns: readonly string[];
  /** Those that show a number; null stands for one that is hidden. */
  rows: readonly ReportRow[];
  /** How many further rows show no number. */
  hidden: number;
}

export interface ReportRow {
  label: string;
  values: readonly (number | null)[];
}

/** Leaves out the rows that show no number, and counts them. */
export function foldHidden(all: readonly ReportRow[]): Pick<ReportTable, 'rows' | 'hidden'> {
  const rows = all.filter(({ values }) => values.some((value) => value !== null));
  return { rows, hidden: all.length - rows.length };
}
