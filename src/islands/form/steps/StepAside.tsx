import type { RawAnswers } from '#forms/answers.ts';
import type { Form, FormId } from '#forms/form.ts';
import { Counts } from './Counts.tsx';
import { Portal } from '../dom/Portal.tsx';
import { GraduateWindow } from './GraduateWindow.tsx';
import { Preview } from './Preview.tsx';
import { QuestionHelp } from './QuestionHelp.tsx';
import { ReadBack } from './ReadBack.tsx';
import type { FormElements } from '../dom/form-elements.ts';

interface Props {
  form: Form;
  paper: FormElements;
  raw: RawAnswers;
  step: string;
}

/** The step beside which the reader's view of the answers stands. */
const previewed: Partial<Record<FormId, string>> = { mentee: 'goals', mentor: 'how-you-can-help' };

/** What stands beside the questions: the window of a graduate, the reader's view, pages that may help. */
export function StepAside({ form, paper, raw, step }: Props) {
  const { graduated, question } = raw;
  return (
    <>
      <Counts form={form} paper={paper.form} raw={raw} />
      <ReadBack form={form} paper={paper} raw={raw} />
      {(form.id === 'mentee' || form.id === 'ask') && (
        <Portal place={paper.part('after-graduated')}>
          <GraduateWindow graduated={typeof graduated === 'string' ? graduated : ''} />
        </Portal>
      )}
      {previewed[form.id] === step && (
        <Portal place={paper.part(`beside-${step}`)}>
          <Preview form={form} raw={raw} />
        </Portal>
      )}
      {form.id === 'ask' && (
        <Portal place={paper.part('after-question')}>
          <QuestionHelp question={typeof question === 'string' ? question : ''} />
        </Portal>
      )}
    </>
  );
}
