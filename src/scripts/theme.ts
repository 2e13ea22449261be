/** The colour schemes with their labels. The first follows the system and stores nothing. */
const themes = [
  ['', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** Adds the choice of colours to the footer, as it works only with scripts. The choice is stored on this device. */
export function offerThemes(): void {
  const root = document.documentElement;
  const fieldset = document.createElement('fieldset');
  const legend = document.createElement('legend');
  legend.append('Colours');
  fieldset.append(legend);
  for (const [value, words] of themes) {
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = 'theme';
    input.checked = value === (root.dataset['theme'] ?? '');
    input.addEventListener('change', () => apply(value));
    label.append(input, ` ${words}`);
    fieldset.append(label);
  }
  document.querySelector('.foot > .wrap')?.append(fieldset);
}

function apply(theme: string): void {
  const { dataset } = document.documentElement;
  if (theme) dataset['theme'] = theme;
  else delete dataset['theme'];
  try {
    if (theme) localStorage.setItem('theme', theme);
    else localStorage.removeItem('theme');
  } catch {
    // Storage is blocked: the choice lasts for this page only.
  }
}
