import { useEffect, useState } from 'preact/hooks';
import { clean, lengthOf, type RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Field, type Form } from '#forms/form.ts';
import { numberWords } from '#forms/in-words.ts';
import { lengthWords } from '#forms/fields/length-words.ts';
import { Words } from '../dom/Words.tsx';
import { writeWords } from '../dom/write-words.ts';

interface Props {
  form: Form;
  element: HTMLFormElement;
  raw: RawAnswers;
}

/** Milliseconds without typing before a count is announced, so that it does not interrupt the typing. */
const pause = 1000;

/** True for a text whose length is counted: all the time if it may be long, near its end if it is of one line. */
const isCounted = ({ kind }: Field) => kind === 'textarea' || kind === 'text';

const usedOf = ({ name, kind }: Field, raw: RawAnswers): number =>
  lengthOf(clean(String(raw[name] ?? ''), kind === 'textarea'));

/** Returns the count of a text of one line when it is nearly full; '' before. */
export function lineCount(field: Field, raw: RawAnswers): string {
  const { kind, maxLength = Infinity } = field;
  const used = usedOf(field, raw);
  return kind === 'text' && used > maxLength * 0.75 ? usedWords(used, field) : '';
}

/** Shows a character count at each long text. Announces the count of the focused text when it is nearly full and typing pauses. */
export function Counts({ form, element, raw }: Props) {
  const [announced, announce] = useState('');
  useEffect(() => {
    let nearEnd = '';
    for (const field of fieldsOf(form)) {
      const { name, maxLength } = field;
      const place = element.querySelector<HTMLElement>(`[data-field="${name}"] [data-count]`);
      if (!isCounted(field) || !maxLength) continue;
      const used = usedOf(field, raw);
      const words = usedWords(used, field);
      if (place) {
        writeWords(place, words);
        place.dataset['count'] = stateOf(used, field);
      }
      if (used > maxLength * 0.9 && document.activeElement?.id === name) nearEnd = words;
    }
    const timer = setTimeout(announce, pause, nearEnd);
    return () => clearTimeout(timer);
  }, [form, element, raw]);
  return (
    <p class="visually-hidden" role="status">
      <Words>{announced}</Words>
    </p>
  );
}

/** Returns how the length of a text compares with its limits. The words say it; the mark after them repeats it. */
function stateOf(used: number, { minLength: least = 0, maxLength: most = 0 }: Field): string {
  if (used > most) return 'over';
  if (used > most * 0.9) return 'near';
  return used > 0 && used >= least ? 'enough' : 'short';
}

function usedWords(used: number, field: Field): string {
  const { minLength: least = 0, maxLength: most = 0 } = field;
  if (used === 0) return lengthWords(field);
  if (used < least) return `${numberWords(used)} of at least ${numberWords(least)} characters`;
  return used > most
    ? `${numberWords(used - most)} too many: up to ${numberWords(most)} characters.`
    : `${numberWords(used)} of ${numberWords(most)} characters`;
}
