import type { RawAnswers } from '#forms/answers.ts';
import type { Form, FormId } from '#forms/form.ts';
import { Counts } from './Counts.tsx';
import { Elsewhere } from './Elsewhere.tsx';
import { GraduateWindow } from './GraduateWindow.tsx';
import { Preview } from './Preview.tsx';
import { QuestionHelp } from './QuestionHelp.tsx';
import { ReadBack } from './ReadBack.tsx';
import type { Paper } from './start.tsx';

interface Props {
  form: Form;
  paper: Paper;
  raw: RawAnswers;
  step: string;
}

/** The step beside which the reader's view of the answers stands. */
const previewed: Partial<Record<FormId, string>> = { mentee: 'goals', mentor: 'how-you-can-help' };

/** What stands beside the questions: the window of a graduate, the reader's view, pages that may help. */
export function Beside({ form, paper, raw, step }: Props) {
  const { graduated, question } = raw;
  return (
    <>
      <Counts form={form} paper={paper.form} raw={raw} />
      <ReadBack form={form} paper={paper} raw={raw} />
      {form.id !== 'mentor' && (
        <Elsewhere place={paper.part('after-graduated')}>
          <GraduateWindow graduated={typeof graduated === 'string' ? graduated : ''} />
        </Elsewhere>
      )}
      {previewed[form.id] === step && (
        <Elsewhere place={paper.part(`beside-${step}`)}>
          <Preview form={form} raw={raw} />
        </Elsewhere>
      )}
      {form.id === 'ask' && (
        <Elsewhere place={paper.part('after-question')}>
          <QuestionHelp question={typeof question === 'string' ? question : ''} />
        </Elsewhere>
      )}
    </>
  );
}
