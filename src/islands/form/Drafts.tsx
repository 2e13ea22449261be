import { useEffect, useId, useLayoutEffect, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import { dayWords } from '#forms/calendar.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { londonDay } from '#forms/london.ts';
import { deleteDraft } from './delete-draft.ts';
import { draftLife, draftText, parseDraft, readDraft, writeDraft } from './draft.ts';
import { fillAnswers } from './fill-answers.ts';
import { isBlank } from './paper-answers.ts';
import { saveFile } from './save-file.ts';

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
  const [found] = useState(() => readDraft(form, new Date()));
  const [isKept, setKept] = useState(found !== undefined);
  const [news, setNews] = useState('');
  const name = useId();

  const fill = (answers: RawAnswers) => {
    fillAnswers(form, paper, answers);
    takeUp();
  };
  useEffect(() => {
    if (!found) return;
    // What was typed before it was found stays.
    fill({ ...found.answers, ...typed(form, raw) });
    setNews(`The answers you saved on ${dayOf(found.savedAt)} are back in the form.`);
  }, [found]);
  // Before the next paint: a tab may be closed right after a letter is typed.
  useLayoutEffect(() => {
    if (isKept && !writeDraft(form, raw, new Date())) {
      setKept(false);
      setNews('This browser does not let the page keep anything. Save your answers in a file instead.');
    }
  }, [isKept, raw]);

  const remove = () => {
    deleteDraft(form.id);
    setKept(false);
    setNews('Your saved answers are deleted from this device. What you see on the page is still here until you leave.');
  };
  const open = async (input: HTMLInputElement) => {
    const draft = parseDraft(form, (await input.files?.[0]?.text()) ?? null);
    input.value = '';
    const isUseful = draft !== undefined && !isBlank(form, draft.answers);
    if (isUseful) fill(draft.answers);
    setNews(isUseful ? 'The answers in your file are in the form.' : 'This file holds no answers to this form.');
  };
  const choice = (keeps: boolean, words: string) => (
    <label class="option">
      <input type="radio" name={name} checked={isKept === keeps} onChange={() => (keeps ? setKept(true) : remove())} />
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
          Your answers are kept on this device until {dayOf(new Date(Date.now() + draftLife).toISOString())}, or until
          you send them.{' '}
          <button type="button" class="link" onClick={remove}>
            Delete saved answers
          </button>
        </p>
      )}
      <p role="status">{news}</p>
    </section>
  );
}

const typed = (form: Form, raw: RawAnswers): RawAnswers =>
  Object.fromEntries(
    fieldsOf(form)
      .filter(({ name, default: start }) => raw[name] !== undefined && raw[name] !== start)
      .map(({ name }) => [name, raw[name]!]),
  );

const dayOf = (instant: string) => dayWords(londonDay(new Date(instant)));

const save = (form: Form, raw: RawAnswers) =>
  saveFile(`${form.title}.json`, 'application/json', draftText(form, raw, new Date()));
