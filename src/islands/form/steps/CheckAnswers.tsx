import type { RawAnswers } from '#forms/answers/answers.ts';
import { notAnswered, summarise } from '#forms/display.ts';
import { checkStep, type Form } from '#forms/form.ts';
import { Words } from '../dom/Words.tsx';
import { AnswerLines } from './AnswerLines.tsx';
import { context } from './rule-context.ts';
import { addressOf } from './step-address.ts';

interface Props {
  form: Form;
  raw: RawAnswers;
  /** True when answers can be changed. */
  isOpen: boolean;
}

/** Lists every answer by step, each with a link to its question that returns here. */
export function CheckAnswers({ form, raw, isOpen }: Props) {
  const rows = summarise(form, raw, context());
  const isTyped = (name: string) => raw[name] !== undefined;
  return (
    <>
      {form.steps
        .filter(({ id }) => id !== checkStep)
        .map((step) => (
          <section key={step.id} class="answers">
            <h3>{step.title}</h3>
            <dl>
              {rows
                .filter((row) => row.step === step.id)
                .map(({ field, label, lines }) => (
                  <div key={field.name}>
                    <dt>
                      <Words>{label}</Words>
                    </dt>
                    <dd>
                      <AnswerLines lines={lines.length > 0 ? lines : [notAnswered]} />
                    </dd>
                    {isOpen && (
                      <dd class="change">
                        <a
                          href={addressOf({
                            step: step.id,
                            change: isTyped(field.name) ? field.name : (field.heldBy?.field ?? field.name),
                          })}
                        >
                          Change<span class="visually-hidden"> {field.subject}</span>
                        </a>
                      </dd>
                    )}
                  </div>
                ))}
            </dl>
          </section>
        ))}
    </>
  );
}
