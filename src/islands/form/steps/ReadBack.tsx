import { clean, type RawAnswers } from '#forms/answers/answers.ts';
import { displayLines } from '#forms/display.ts';
import { fieldsOf, type Field, type Form } from '#forms/form.ts';
import { fieldsOnPath, validateForm } from '#forms/validate.ts';
import { Portal } from '../dom/Portal.tsx';
import { Words } from '../dom/Words.tsx';
import { lineCount } from './Counts.tsx';
import { EmailSuggestion } from './EmailSuggestion.tsx';
import { context } from './rule-context.ts';
import { ZoneHelp } from './ZoneHelp.tsx';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  form: Form;
  elements: FormElements;
  raw: RawAnswers;
}

/** The kinds of field that are typed. Months are not among them: they say what they mean (`tells`). */
const isReadBack = ({ kind }: Field) => ['text', 'date', 'tel', 'url', 'email', 'number', 'zone'].includes(kind);

/** Shows what is stored of each typed answer when that differs from what was typed, and of a number that another answer contains. */
export function ReadBack({ form, elements, raw }: Props) {
  const { answers, problems } = validateForm(form, raw, context());
  const fields = fieldsOf(form);
  const onPath = new Set(fieldsOnPath(form, raw, context()));
  const isWrong = (name: string) => problems?.some(({ field }) => field === name);
  return (
    <>
      {fields.filter(isReadBack).map((field) => {
        const { name, kind } = field;
        const typed = clean(String(raw[name] ?? ''));
        // A blank answer may mean the default, or stand in another answer, which says so below.
        const isRead = typed !== field.default && (typed !== '' || field.default !== undefined);
        const read = onPath.has(field) && !isWrong(name) ? answers[name] : undefined;
        const [words = ''] = displayLines(field, read, context().phones);
        const inside = fields.find(({ heldBy, name: other }) => heldBy?.field === name && raw[other] === undefined);
        const held = read === undefined || !inside ? undefined : answers[inside.name];
        return (
          <Portal key={name} place={elements.part(`after-${name}`)}>
            <p class="read-back" role="status">
              <Words>{isRead && !['', typed].includes(words) && `We read this as ${words}.`}</Words>
              <Words>{held !== undefined && ` We read your ${inside?.subject} from it: ${String(held)}.`}</Words>
            </p>
            <p class="count">
              <Words>{lineCount(field, raw)}</Words>
            </p>
            {kind === 'zone' && (
              <ZoneHelp elements={elements} name={name} typed={typed} read={read as string | undefined} />
            )}
            {kind === 'email' && <EmailSuggestion elements={elements} name={name} typed={typed} />}
          </Portal>
        );
      })}
    </>
  );
}
