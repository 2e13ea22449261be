
/** The server's markup as the island handles it. */
export interface FormElements {
  root: HTMLElement;
  form: HTMLFormElement;
  /** A place that the markup keeps for the island. */
  part: (name: string) => HTMLElement;
  /** The page's title without the step. */
  title: string;
}
