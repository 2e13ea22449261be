type Choices = Partial<Record<string, string>>;

const controlsOf = (root: HTMLElement) => [
  ...root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select'),
];

/** Returns what is chosen in the radios and lists within an element, by their names; a choice of everything is left out. */
export const readChoices = (root: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    controlsOf(root)
      .filter((control) => control.value && (!('checked' in control) || control.checked))
      .map(({ name, value }) => [name, value]),
  );

/** Chooses what `choices` say; where they say nothing, or a value that is not offered, everything. */
export function writeChoices(root: HTMLElement, choices: Choices): void {
  for (const control of controlsOf(root)) {
    const value = choices[control.name] ?? '';
    if ('checked' in control) control.checked = control.value === value;
    else control.value = [...control.options].some((option) => option.value === value) ? value : '';
  }
}
