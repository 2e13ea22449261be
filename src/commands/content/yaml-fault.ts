import type { YAMLError } from 'yaml';
import type { Finding } from './finding.ts';

/** Messages for the codes of the YAML parser. `field` and `value` come from the faulty line. */
const remedies: Partial<Record<YAMLError['code'], (field: string, value: string) => string>> = {
  BLOCK_AS_IMPLICIT_KEY: (field, value) =>
    /:\s/.test(value)
      ? `${field} has a colon in its text. Put quotation marks around the whole: ${field}: ${quoted(value)}`
      : `${field} and the line after it do not fit together. Begin each field at the start of its line.`,
  BLOCK_IN_FLOW: (field) => `${field} has a colon in a text between { and }. Put that text in quotation marks.`,
  UNEXPECTED_TOKEN: (field, value) =>
    value.startsWith("'")
      ? `${field} has an apostrophe inside single quotation marks. Use double ones: ${field}: ${quoted(value.slice(1, -1))}`
      : `${field} has something after its value. Put the whole in quotation marks: ${field}: ${quoted(value)}`,
  MISSING_CHAR: (field) =>
    `${field} has a quotation mark or bracket that is not closed. Add it at the end of the text.`,
  BAD_INDENT: (field) => `the list before ${field} is not closed. End it with ]`,
  DUPLICATE_KEY: (field) => `${field} stands twice. Keep one of them.`,
  TAB_AS_INDENT: () => 'a tab stands at the start. Use spaces.',
  MULTILINE_IMPLICIT_KEY: () => 'this is not a field. Write its name, a colon, a space and its value.',
  BAD_SCALAR_START: (field, value) =>
    `${field} begins with a sign that has a meaning here. Put quotation marks around the whole: ${field}: ${quoted(value)}`,
};

const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`;

/** Returns the first fault, because later ones mostly follow from it. @param above lines of the file before this text */
export function yamlFault(errors: readonly YAMLError[], text: string, above: number): Finding | undefined {
  const [error] = errors;
  if (!error) return undefined;
  const lines = text.split('\n');
  const at = place(error, lines);
  const [, field = 'this line', value = ''] =
    /^\s*(?:-\s+\{?\s*)?([\w-]+):\s*(.*?)\s*$/.exec(lines[at - 1] ?? '') ?? [];
  const said = remedies[error.code]?.(field, value) ?? error.message.split(' at line')[0]!;
  return { line: at + above, text: said };
}

/** Returns the line of an error. The parser reports an unclosed quotation mark at the end of the text; the message names the line where it opens. */
function place({ code, linePos }: YAMLError, lines: readonly string[]): number {
  const found = linePos?.[0].line ?? 1;
  if (code !== 'MISSING_CHAR') return found;
  const opens = lines.findIndex((line) => /:\s+(["'])(?!.*\1\s*$)/.test(line));
  return opens < 0 ? found : opens + 1;
}
