import { useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, optionsOf, type Form, type FormId } from '#forms/form.ts';
import { Counts } from './Counts.tsx';
import { Portal } from '../dom/Portal.tsx';
import { Preview } from './Preview.tsx';
import { ReadBack } from './ReadBack.tsx';
import { WritingHelp, type Support } from './WritingHelp.tsx';
import { Words } from '../dom/Words.tsx';
import { context } from './rule-context.ts';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  form: Form;
  elements: FormElements;
  raw: RawAnswers;
  step: string;
}

/** The step of each form beside which the preview is shown. */
const previewed: Partial<Record<FormId, string>> = { mentee: 'goals', mentor: 'how-you-can-help' };

/** Returns the topics of articles for a chosen topic of questions, separated by spaces. */
const guidanceOn = (form: Form, topic: string): string =>
  fieldsOf(form)
    .flatMap(optionsOf)
    .find(({ value }) => value === topic)
    ?.guidance?.join(' ') ?? '';

/** Shows what helps with the questions of a step: character counts, how values were read, what they mean, the preview, pages that may help. */
export function StepAside({ form, elements, raw, step }: Props) {
  /** Whom to turn to for each text that tells of harm, by its field; the text that was read last is at the end. */
  const [harm, setHarm] = useState<Readonly<Record<string, Support>>>({});
  const here = fieldsOf({ ...form, steps: form.steps.filter(({ id }) => id === step) }).map(({ name }) => name);
  const told = Object.entries(harm).filter(([name, { length }]) => length > 0 && here.includes(name));
  const textOf = (name: string) => (typeof raw[name] === 'string' ? raw[name] : '');
  return (
    <>
      <Counts form={form} element={elements.form} raw={raw} />
      <ReadBack form={form} elements={elements} raw={raw} />
      {fieldsOf(form).map(
        ({ name, tells }) =>
          tells && (
            <Portal key={name} place={elements.part(`after-${name}`)}>
              <Told words={tells(textOf(name), context())} />
            </Portal>
          ),
      )}
      {previewed[form.id] === step && (
        <Portal place={elements.part(`beside-${step}`)}>
          <Preview form={form} raw={raw} />
        </Portal>
      )}
      {fieldsOf(form)
        .filter(({ kind }) => kind === 'textarea')
        .map(({ name }) => (
          <Portal key={name} place={elements.part(`after-${name}`)}>
            <WritingHelp
              text={textOf(name)}
              topics={name === 'question' ? guidanceOn(form, textOf('topic')) : undefined}
              told={told.at(-1)?.[0] === name ? told.flatMap(([, support]) => support) : []}
              onRead={(support) => setHarm(({ [name]: _before, ...others }) => ({ ...others, [name]: support }))}
            />
          </Portal>
        ))}
    </>
  );
}

const Told = ({ words }: { words: string | undefined }) => (
  <p class={words === undefined ? undefined : 'panel answer'} role="status">
    <Words>{words}</Words>
  </p>
);
