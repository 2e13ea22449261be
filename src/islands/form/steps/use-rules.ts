import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type FieldKind, type Form } from '#forms/form.ts';
import { loadPhones, loadZones } from './rule-context.ts';

/** Loads the rules for phone numbers and time zones when somebody begins to give one, then calls `checkAgain`. */
export function useRules(form: Form, raw: RawAnswers, checkAgain: () => void): void {
  const isGiven = (of: FieldKind) =>
    fieldsOf(form).some(
      ({ kind, name, default: start }) => kind === of && raw[name] !== undefined && raw[name] !== start,
    );
  const [hasPhone, hasZone] = [isGiven('tel'), isGiven('zone')];
  // If they cannot be loaded, the server checks what was typed.
  useEffect(() => {
    if (hasPhone) void loadPhones().then(checkAgain, () => undefined);
  }, [hasPhone, checkAgain]);
  useEffect(() => {
    if (hasZone) void loadZones().then(checkAgain, () => undefined);
  }, [hasZone, checkAgain]);
}
