/** The elements of the server's markup that the island works with. */
export interface FormElements {
  root: HTMLElement;
  form: HTMLFormElement;
  /** Returns the empty element that the markup reserves for a part of the island. */
  part: (name: string) => HTMLElement;
  /** The page's title without the step. */
  title: string;
}
