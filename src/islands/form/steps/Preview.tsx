import { theTeam } from '#forms/team.ts';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { rowsSeenBy, summarise } from '#forms/display.ts';
import { fieldsOf, type Form, type SeenBy } from '#forms/form.ts';
import { Words } from '../dom/Words.tsx';
import { AnswerLines } from './AnswerLines.tsx';
import { adviseOnAim, adviseOnPrivacy } from './writing-advice.ts';
import { context } from './rule-context.ts';

interface Props {
  form: Form;
  raw: RawAnswers;
}

/** For each form, the reader of its shared answers and the fields that the reader sees. */
const readers: Record<'mentee' | 'mentor', { title: string; reader: string; sees: SeenBy[]; aim?: string }> = {
  mentee: { title: 'What your mentor will see', reader: 'your mentor', sees: ['mentor'], aim: 'goals' },
  mentor: { title: 'What mentees will see', reader: 'mentees', sees: ['mentees'] },
};

/** Shows the answers as their reader will see them, with advice on the text. */
export function Preview({ form, raw }: Props) {
  const { title, reader, sees, aim } = readers[form.id === 'mentee' ? 'mentee' : 'mentor'];
  const rows = summarise(form, raw, context());
  const shown = rowsSeenBy(rows, sees, {}).filter(({ field }) => field.name !== 'timeZone');
  const hidden = rows.filter(
    ({ field, lines }) => !sees.includes(field.seenBy) && lines.length > 0 && field.kind !== 'confirm',
  );
  const shared = fieldsOf(form).filter(({ kind, seenBy }) => kind === 'textarea' && sees.includes(seenBy));
  const advice = [
    ...(aim ? adviseOnAim(text(raw[aim])) : []),
    ...adviseOnPrivacy(shared.map(({ name }) => text(raw[name])).join('\n'), reader),
  ];
  return (
    <aside class="panel ask preview" aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {shown.map(({ field, lines }) => (
          <div key={field.name}>
            <dt>{nounOf(field.subject)}</dt>
            <dd>
              <AnswerLines lines={lines} />
            </dd>
          </div>
        ))}
      </dl>
      {hidden.length > 0 && (
        <p class="quiet">
          <Words>{`Only ${theTeam} sees, for now: your ${hidden.map(({ field }) => field.subject).join(', ')}.`}</Words>
        </p>
      )}
      {advice.length > 0 && (
        <ul>
          {advice.map(({ id, words }) => (
            <li key={id}>{words}</li>
          ))}
        </ul>
      )}
    </aside>
  );
}

const text = (answer: string | readonly string[] | undefined) => (typeof answer === 'string' ? answer : '');

const nounOf = (subject: string) => subject.charAt(0).toUpperCase() + subject.slice(1);
