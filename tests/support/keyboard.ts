import type { Page } from '@playwright/test';

/** Text for each required field that is typed. */
const typed: Readonly<Record<string, string>> = {
  fullName: 'Ada Example',
  email: 's1234567@my.northbridge.example',
  studentNumber: 's1234567',
  course: 'English Literature BA',
  goals:
    'I want to learn what a junior editor does all week, and to apply for three posts by June with someone who has read them.',
  question: 'What does a junior editor do in a week, and how do I become one?',
  message: 'Has my application reached you?',
  jobTitle: 'Editor',
  organisation: 'Example Books',
  bio: 'I have edited books for eleven years, came to it through a bookshop, and like to read applications with people.',
};

/** Returns the focused control: its kind, its name, and whether it has an answer. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const control = document.activeElement as HTMLInputElement;
    const group = [...document.querySelectorAll<HTMLInputElement>('form[data-form] :is(input, select)')];
    const answered = ['radio', 'checkbox'].includes(control.type)
      ? group.some(({ name, checked }) => name === control.name && checked)
      : group.some(({ name, value }) => name === control.name && value !== '');
    const isSender = control.matches('[data-part="actions"] button');
    return { kind: isSender ? 'sender' : control.type, name: control.name, answered };
  });

/** Answers the required questions of a step from its first control and presses its button, with the keyboard alone. */
export async function fillStepByKeyboard(page: Page): Promise<void> {
  const { keyboard } = page;
  for (let stops = 0; stops < 80; stops += 1) {
    const { kind, name, answered } = await focused(page);
    if (kind === 'sender') return keyboard.press('Enter');
    if (!answered && (kind === 'radio' || kind === 'checkbox')) await keyboard.press('Space');
    else if (!answered && kind === 'select-one') await keyboard.type('Publishing');
    else if (!answered && name in typed) await keyboard.type(typed[name]!);
    await keyboard.press('Tab');
  }
  throw new Error('The keyboard never reached the button.');
}

/** Returns the HTML of the focused element if something lies over its upper or lower edge. */
export const coveredFocus = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const focused = document.activeElement!;
    const isSeen = ({ left, top, width, height }: DOMRect) =>
      [top + 2, top + height - 2].every((y) => focused.contains(document.elementFromPoint(left + width / 2, y)));
    return [...focused.getClientRects()].every(isSeen) ? undefined : focused.outerHTML;
  });
