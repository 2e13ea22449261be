import type { z } from 'astro/zod';
import { nearest } from './nearest.ts';

/** Returns a schema's issue in words: the field, its value, and what it must be. @param known the fields of the schema */
export function fieldSentence(issue: z.core.$ZodIssue, data: unknown, known: readonly string[]): string {
  const field = fieldOf(issue.path);
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], data);
  const shown = JSON.stringify(value);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownField(key, field, known)).join(' ');
    case 'custom':
      return `${field} ${issue.message}`;
    case 'too_big':
    case 'too_small':
      return `${field} ${limit(issue, value)}`;
    case 'invalid_value': {
      const guess = nearest(String(value), issue.values.map(String));
      const hint = guess === undefined ? '' : ` Did you mean "${guess}"?`;
      return value === undefined
        ? `${field} is missing; it must be one of: ${issue.values.join(', ')}.`
        : `${field} is ${shown}; it must be one of: ${issue.values.join(', ')}.${hint}`;
    }
    case 'invalid_type':
      if (value === undefined) return `${field} is missing.`;
      return `${field} is ${shown}; it must be ${kinds[issue.expected] ?? issue.expected}.`;
    case 'invalid_format':
      if (issue.format === 'url')
        return `${field} is ${shown}; it must be a whole address, as in https://example.org/page.`;
      return `${field} is ${shown}; it ${issue.message}.`;
    default:
      return `${field} ${issue.message}`;
  }
}

const kinds: Partial<Record<string, string>> = {
  string: 'text; put it in quotation marks',
  array: 'a list in square brackets, as in [one, two]',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a day like 2027-02-11',
  object: 'a group of fields between { and }',
};

/** Returns a field's name for a message: "topics", "sources, entry 2: url", "parts, entry 1: rows, entry 3: label". */
function fieldOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  // The message names the last entry by its value.
  const named = typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
  return named.reduce<string>((words, key, index) => {
    if (typeof key === 'number') return `${words}, entry ${key + 1}:`;
    if (index === 0) return String(key);
    return `${words}${typeof named[index - 1] === 'number' ? ' ' : '.'}${String(key)}`;
  }, '');
}

function unknownField(key: string, within: string, known: readonly string[]): string {
  const guess = nearest(key, known);
  const hint = guess === undefined ? 'See src/schemas for the fields there are.' : `Did you mean "${guess}"?`;
  return `${within === 'the file' ? key : `${within}: ${key}`} is no field here. ${hint}`;
}

function limit(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, value: unknown): string {
  const edge = issue.code === 'too_big' ? `${String(issue.maximum)} or fewer` : `${String(issue.minimum)} or more`;
  if (typeof value === 'string') return `is ${value.length} characters; it must be ${edge}.`;
  if (Array.isArray(value)) return `has ${value.length} entries; it must have ${edge}.`;
  return `is ${String(value)}; it must be ${edge.replace('fewer', 'less')}.`;
}
