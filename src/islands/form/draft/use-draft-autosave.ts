import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import { dayWords } from '#forms/calendar.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { localDay } from '#forms/zoned-time.ts';
import { deleteDraft, draftKey } from './delete-draft.ts';
import { draftLife, readDraft, writeDraft } from './draft.ts';
import { fillAnswers } from '../dom/fill-answers.ts';

interface AutosaveOptions {
  form: Form;
  paper: HTMLFormElement;
  raw: RawAnswers;
  /** Called when a draft has been put into the form. */
  takeUp: () => void;
  /** Told what has become of the draft, in words. */
  tell: (news: string) => void;
}

/**
 * Keeps the draft on this device and the form alike. Tabs with the same form share one draft: what is changed in one comes into the
 * others, and of a question answered in two the last answer stands.
 */
export function useDraftAutosave({ form, paper, raw, takeUp, tell }: AutosaveOptions) {
  const [isKept, setKept] = useState(() => readDraft(form, new Date()) !== undefined);
  /** What this tab last read or wrote; undefined while it has done neither. */
  const known = useRef<RawAnswers | undefined>(undefined);
  const savedAt = useRef(new Date());

  const stop = (news: string) => {
    known.current = undefined;
    setKept(false);
    tell(news);
  };
  const meet = () => {
    const draft = readDraft(form, new Date());
    const isFirst = known.current === undefined;
    if (!draft && !isFirst) {
      stop('Your saved answers were sent or deleted in another tab. What you type here is no longer kept.');
      return;
    }
    const theirs = draft?.answers ?? {};
    const both = { ...merge(form, known.current ?? startOf(form), raw, theirs), ...underTheFingers(paper, raw) };
    known.current = both;
    if (draft) savedAt.current = new Date(draft.savedAt);
    if (!draft || differences(form, both, theirs).length > 0) {
      savedAt.current = new Date();
      if (!writeDraft(form, both, savedAt.current)) {
        stop('This browser does not let the page keep anything. Save your answers in a file instead.');
        return;
      }
    }
    const changes = differences(form, both, raw);
    if (changes.length > 0) fillAnswers(form, paper, Object.fromEntries(changes));
    if (draft && isFirst) {
      takeUp();
      tell(`The answers you saved on ${dayOf(new Date(draft.savedAt))} are back in the form.`);
    } else if (changes.length > 0) notice(paper);
  };

  // Before the next paint: a tab may be closed right after a letter is typed.
  useLayoutEffect(() => {
    if (isKept) meet();
  }, [isKept, raw]);
  useLayoutEffect(() => {
    const look = ({ key }: StorageEvent) => {
      if (key === draftKey(form.id) || key === null) notice(paper);
    };
    addEventListener('storage', look);
    return () => removeEventListener('storage', look);
  }, [form, paper]);

  return {
    isKept,
    keep: () => setKept(true),
    remove: () => {
      deleteDraft(form.id);
      stop('Your saved answers are deleted from this device. What you see on the page is still here until you leave.');
    },
    /** The day on which it expires, in words. */
    until: dayOf(new Date(savedAt.current.getTime() + draftLife)),
  };
}

/** Lets the form read its controls again. */
const notice = (paper: HTMLFormElement) => paper.dispatchEvent(new Event('input'));

const dayOf = (instant: Date) => dayWords(localDay(instant));

/** What the controls start with. */
const startOf = (form: Form): RawAnswers =>
  Object.fromEntries(
    fieldsOf(form).flatMap(({ name, default: start }) => (start === undefined ? [] : [[name, start]])),
  );

/** The answer that is being typed: tabs that write at once must not take letters from it. */
function underTheFingers(paper: HTMLFormElement, raw: RawAnswers): RawAnswers {
  const focused = document.hasFocus() ? document.activeElement : null;
  const typed =
    focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement ? raw[focused.name] : undefined;
  return typed === undefined || !paper.contains(focused) ? {} : { [(focused as HTMLInputElement).name]: typed };
}

/** Two versions that began as `base`: of each answer the one that was changed, mine where both were. */
export const merge = (form: Form, base: RawAnswers, mine: RawAnswers, theirs: RawAnswers): RawAnswers =>
  Object.fromEntries(
    fieldsOf(form).flatMap(({ name }) => {
      const answer = isSame(mine[name], base[name]) ? theirs[name] : mine[name];
      return answer === undefined ? [] : [[name, answer]];
    }),
  );

/** The answers of `some` that are others in `others`; an empty one where there is none. */
const differences = (form: Form, some: RawAnswers, others: RawAnswers) =>
  fieldsOf(form)
    .filter(({ name }) => !isSame(some[name], others[name]))
    .map(({ name }) => [name, some[name] ?? ''] as const);

type RawAnswer = RawAnswers[string] | undefined;

const isSame = (one: RawAnswer, other: RawAnswer) => JSON.stringify(one) === JSON.stringify(other);
