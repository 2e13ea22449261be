import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { dayWords } from '#forms/dates/calendar.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { deleteDraft, draftKey } from './delete-draft.ts';
import { draftLife, readDraft, writeDraft, type Draft } from './draft.ts';
import { fillAnswers } from '../dom/fill-answers.ts';
import type { TypedAnswers } from '../dom/typed-answers.ts';

interface AutosaveOptions {
  form: Form;
  element: HTMLFormElement;
  raw: RawAnswers;
  /** The answers that were typed earlier in this tab and were in the controls at the start. */
  restored: TypedAnswers | undefined;
  /** Called after a draft was put into the form. */
  onFill: () => void;
  /** Called with a message for the applicant. */
  tell: (news: string) => void;
}

/**
 * Keeps the draft on this device and the form in step. Tabs with the same form share one draft: a change in one appears in the others, and
 * for a question answered in two tabs the last answer wins.
 */
export function useDraftAutosave({ form, element, raw, restored, onFill, tell }: AutosaveOptions) {
  const [isSaved, setSaved] = useState(() => readDraft(form, new Date()) !== undefined);
  /** The answers this tab last read or wrote; undefined before the first time. */
  const lastKnown = useRef<RawAnswers | undefined>(undefined);
  const savedAt = useRef(new Date());

  const stop = (news: string) => {
    lastKnown.current = undefined;
    setSaved(false);
    tell(news);
  };
  /** Returns the answers that this tab starts from: a newer draft replaces those of an earlier visit, but not those typed since. */
  const startOf = (draft: Draft | undefined) =>
    draft && restored && restored.savedAt < draft.savedAt
      ? { ...defaultsOf(form), ...restored.answers }
      : defaultsOf(form);
  const syncDraft = () => {
    const draft = readDraft(form, new Date());
    const isFirst = lastKnown.current === undefined;
    if (!draft && !isFirst) {
      stop('Your saved answers were sent or deleted in another tab. What you type here is no longer kept.');
      return;
    }
    const theirs = draft?.answers ?? {};
    const merged = {
      ...merge(form, lastKnown.current ?? startOf(draft), raw, theirs),
      ...focusedAnswer(element, raw),
    };
    lastKnown.current = merged;
    if (draft) savedAt.current = new Date(draft.savedAt);
    if (!draft || differences(form, merged, theirs).length > 0) {
      savedAt.current = new Date();
      if (!writeDraft(form, merged, savedAt.current)) {
        stop('This browser does not let the page keep anything. Save your answers in a file instead.');
        return;
      }
    }
    const changes = differences(form, merged, raw);
    if (changes.length > 0) fillAnswers(form, element, Object.fromEntries(changes));
    if (draft && isFirst) {
      if (changes.length > 0) onFill();
      tell(`The answers you saved on ${dayOf(new Date(draft.savedAt))} are back in the form.`);
    } else if (changes.length > 0) triggerRead(element);
  };

  // Runs before the next paint, as a tab may be closed right after a letter is typed.
  useLayoutEffect(() => {
    if (isSaved) syncDraft();
  }, [isSaved, raw]);
  useLayoutEffect(() => {
    const onStorage = ({ key }: StorageEvent) => {
      if (key === draftKey(form.id) || key === null) triggerRead(element);
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, [form, element]);

  return {
    isSaved,
    keep: () => setSaved(true),
    remove: () => {
      deleteDraft(form.id);
      stop(
        'Your saved answers are deleted from this device. What you see on the page is still here until you close this tab.',
      );
    },
    /** The day on which the draft expires, in words. */
    until: dayOf(new Date(savedAt.current.getTime() + draftLife)),
  };
}

/** Makes the island read the controls again. */
const triggerRead = (element: HTMLFormElement) => element.dispatchEvent(new Event('input'));

const dayOf = (instant: Date) => dayWords(localDay(instant));

/** Returns the defaults of the controls. */
const defaultsOf = (form: Form): RawAnswers =>
  Object.fromEntries(
    fieldsOf(form).flatMap(({ name, default: start }) => (start === undefined ? [] : [[name, start]])),
  );

/** Returns the answer in the focused control, so that a change in another tab does not overwrite it. */
function focusedAnswer(element: HTMLFormElement, raw: RawAnswers): RawAnswers {
  const focused = document.hasFocus() ? document.activeElement : null;
  const typed =
    focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement ? raw[focused.name] : undefined;
  return typed === undefined || !element.contains(focused) ? {} : { [(focused as HTMLInputElement).name]: typed };
}

/** Merges two versions of `base`: takes each answer from the version that changed it, from `mine` when both did. */
export const merge = (form: Form, base: RawAnswers, mine: RawAnswers, theirs: RawAnswers): RawAnswers =>
  Object.fromEntries(
    fieldsOf(form).flatMap(({ name }) => {
      const answer = isSame(mine[name], base[name]) ? theirs[name] : mine[name];
      return answer === undefined ? [] : [[name, answer]];
    }),
  );

/** Returns the answers of `some` that differ from `others`; an empty string for one that `some` lacks. */
const differences = (form: Form, some: RawAnswers, others: RawAnswers) =>
  fieldsOf(form)
    .filter(({ name }) => !isSame(some[name], others[name]))
    .map(({ name }) => [name, some[name] ?? ''] as const);

type RawAnswer = RawAnswers[string] | undefined;

const isSame = (one: RawAnswer, other: RawAnswer) => JSON.stringify(one) === JSON.stringify(other);
