import type { RawAnswers } from '#forms/answers/answers.ts';
import { displayLines } from '#forms/answers/display.ts';
import { fieldsOf, type Field, type Form } from '#forms/form.ts';
import { fieldsOnPath, validateForm } from '#forms/answers/validate.ts';
import { Portal } from '../dom/Portal.tsx';
import { Words } from '../dom/Words.tsx';
import { EmailSuggestion } from './EmailSuggestion.tsx';
import { context } from './rule-context.ts';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  form: Form;
  elements: FormElements;
  raw: RawAnswers;
}

const isReadBack = ({ kind }: Field) => ['date', 'tel', 'url', 'email'].includes(kind);

/** Shows how each date, number and address will be stored when that differs from what was typed. */
export function ReadBack({ form, elements, raw }: Props) {
  const { answers, ...result } = validateForm(form, raw, context());
  const onPath = new Set(fieldsOnPath(form, raw, context()));
  const isWrong = (name: string) => 'problems' in result && result.problems.some(({ field }) => field === name);
  return (
    <>
      {fieldsOf(form)
        .filter(isReadBack)
        .map((field) => {
          const { name, kind } = field;
          const typed = String(raw[name] ?? '').trim();
          const read = onPath.has(field) && !isWrong(name) ? answers[name] : undefined;
          const [words = ''] = displayLines(field, read, context().phones);
          return (
            <Portal key={name} place={elements.part(`after-${name}`)}>
              <p class="read-back" role="status">
                <Words>{typed !== '' && words !== '' && words !== typed && `We read this as ${words}.`}</Words>
              </p>
              {kind === 'email' && <EmailSuggestion elements={elements} name={name} typed={typed} />}
            </Portal>
          );
        })}
    </>
  );
}
