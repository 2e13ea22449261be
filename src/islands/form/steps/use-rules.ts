import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type FieldKind, type Form } from '#forms/form.ts';
import { context, loadPhones, loadZones } from './rule-context.ts';

/** Loads the rules for phone numbers and time zones when somebody begins to give one, then calls `checkAgain`. */
export function useRules(form: Form, raw: RawAnswers, checkAgain: () => void): void {
  const given = (of: FieldKind) => {
    const field = fieldsOf(form).find(({ kind }) => kind === of);
    return field && raw[field.name] !== field.default ? raw[field.name] : undefined;
  };
  const [phone, zone] = [given('tel'), given('zone')];
  // If they cannot be loaded, the next letter tries again, and the server checks what was typed.
  useEffect(() => {
    if (phone !== undefined && !context().phones) void loadPhones().then(checkAgain, () => undefined);
  }, [phone, checkAgain]);
  useEffect(() => {
    if (zone !== undefined && !context().zones) void loadZones().then(checkAgain, () => undefined);
  }, [zone, checkAgain]);
}
