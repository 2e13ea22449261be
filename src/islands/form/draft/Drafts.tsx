import { useId, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Form } from '#forms/form.ts';
import { draftText, parseDraft } from './draft.ts';
import { fillAnswers } from '../dom/fill-answers.ts';
import { useDraftAutosave } from './use-draft-autosave.ts';
import { isBlank } from '../dom/form-answers.ts';
import { Words } from '../dom/Words.tsx';
import type { TypedAnswers } from '../dom/typed-answers.ts';
import { saveFile } from '../dom/save-file.ts';

interface Props {
  form: Form;
  element: HTMLFormElement;
  raw: RawAnswers;
  /** The answers that were typed earlier in this tab and were in the controls at the start. */
  restored: TypedAnswers | undefined;
  /** Called after answers were put into the form. */
  onFill: () => void;
  /** True while the form can be filled in. A draft can be deleted either way. */
  isOpen: boolean;
}

/** Saves answers for later: on this device, only if the applicant agrees, or in a file. */
export function Drafts({ form, element, raw, restored, onFill, isOpen }: Props) {
  const [news, setNews] = useState('');
  const { isSaved, keep, remove, until } = useDraftAutosave({ form, element, raw, restored, onFill, tell: setNews });
  const name = useId();

  const open = async (input: HTMLInputElement) => {
    const draft = parseDraft(form, (await input.files?.[0]?.text().catch(() => null)) ?? null);
    input.value = '';
    const isUseful = draft !== undefined && !isBlank(form, draft.answers);
    if (isUseful) {
      fillAnswers(form, element, draft.answers);
      onFill();
    }
    setNews(isUseful ? 'The answers in your file are in the form.' : 'This file holds no answers to this form.');
  };
  const choice = (keeps: boolean, words: string) => (
    <label class="option">
      <input type="radio" name={name} checked={isSaved === keeps} onChange={keeps ? keep : remove} />
      <span>{words}</span>
    </label>
  );

  return (
    <section class="drafts" aria-label="Save for later" hidden={!isOpen && !isSaved && news === ''}>
      <details open={isSaved} hidden={!isOpen}>
        <summary>Save your answers for later</summary>
        <fieldset class="field">
          <legend>Keep what I type on this device?</legend>
          <div class="options">
            {choice(true, 'Yes, for 30 days')}
            {choice(false, 'No, this is a shared computer')}
          </div>
        </fieldset>
        <p class="actions">
          <button type="button" class="button quiet" onClick={() => save(form, raw)}>
            Save them in a file
          </button>
        </p>
        <p class="field">
          <label>
            Go on with a saved file
            <input type="file" accept="application/json,.json" onChange={(event) => void open(event.currentTarget)} />
          </label>
        </p>
      </details>
      {isSaved && (
        <p key={until} class="kept">
          Your answers are kept on this device until {until}, or until you send them.{' '}
          <button type="button" class="link" onClick={remove}>
            Delete saved answers
          </button>
        </p>
      )}
      <p role="status">
        <Words>{news}</Words>
      </p>
    </section>
  );
}

const save = (form: Form, raw: RawAnswers) =>
  saveFile(`${form.title}.json`, 'application/json', draftText(form, raw, new Date()));
