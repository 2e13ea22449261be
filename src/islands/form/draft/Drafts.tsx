import { useId, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import type { Form } from '#forms/form.ts';
import { draftText, parseDraft } from './draft.ts';
import { fillAnswers } from '../dom/fill-answers.ts';
import { useDraftAutosave } from './use-draft-autosave.ts';
import { isBlank } from '../dom/form-answers.ts';
import { saveFile } from '../dom/save-file.ts';

interface Props {
  form: Form;
  paper: HTMLFormElement;
  raw: RawAnswers;
  /** Called when answers have been put into the form. */
  takeUp: () => void;
  /** False where nothing can be filled in: then what is kept can still be deleted. */
  isAtWork: boolean;
}

/** Keeping answers for later: on this device, only if one agrees, or in a file. */
export function Drafts({ form, paper, raw, takeUp, isAtWork }: Props) {
  const [news, setNews] = useState('');
  const { isKept, keep, remove, until } = useDraftAutosave({ form, paper, raw, takeUp, tell: setNews });
  const name = useId();

  const open = async (input: HTMLInputElement) => {
    const draft = parseDraft(form, (await input.files?.[0]?.text().catch(() => null)) ?? null);
    input.value = '';
    const isUseful = draft !== undefined && !isBlank(form, draft.answers);
    if (isUseful) {
      fillAnswers(form, paper, draft.answers);
      takeUp();
    }
    setNews(isUseful ? 'The answers in your file are in the form.' : 'This file holds no answers to this form.');
  };
  const choice = (keeps: boolean, words: string) => (
    <label class="option">
      <input type="radio" name={name} checked={isKept === keeps} onChange={keeps ? keep : remove} />
      <span>{words}</span>
    </label>
  );

  return (
    <section class="drafts" aria-label="Save for later" hidden={!isAtWork && !isKept && news === ''}>
      <details open={isKept} hidden={!isAtWork}>
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
      {isKept && (
        <p class="kept">
          Your answers are kept on this device until {until}, or until you send them.{' '}
          <button type="button" class="link" onClick={remove}>
            Delete saved answers
          </button>
        </p>
      )}
      <p role="status">{news}</p>
    </section>
  );
}

const save = (form: Form, raw: RawAnswers) =>
  saveFile(`${form.title}.json`, 'application/json', draftText(form, raw, new Date()));
