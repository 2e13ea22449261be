import type { Finding } from './finding.ts';
import { nearest } from './nearest.ts';

interface MdxSource {
  /** Converts a line number of the body to one of the file. */
  line: (bodyLine: number | string) => number;
  lines: readonly string[];
}

/** Patterns of the compiler's messages, and what to tell the author instead. */
const sentences: [RegExp, (match: string[], context: MdxSource) => Finding][] = [
  [
    /^(\d+):\d+: Unexpected closing tag `<\/(\w+)>`, expected corresponding closing tag for `<(\w+)>` \((\d+):/,
    ([, closes, found, open, opens], { line, lines }) =>
      nearest(found!, [open!]) === undefined
        ? {
            line: line(opens!),
            text: `${tag(lines, opens!)} is not closed: line ${line(closes!)} comes to </${found}> first. Write </${open}> on a line of its own after its text.`,
          }
        : { line: line(closes!), text: `</${found}> closes nothing. Did you mean </${open}>?` },
  ],
  [
    /Expected a closing tag for `<(\w+)>` \((\d+):\d+\)( before the end of `(\w+)`)?/,
    ([, open, opens, inside], { line, lines }) => ({
      line: line(opens!),
      text: /^[a-z]/.test(open!)
        ? `<${open}> is HTML. Take it out, or write Markdown in its place.`
        : inside
          ? `${tag(lines, opens!)} begins inside a line of text or a list. Put it on a line of its own, with an empty line before and after.`
          : `${tag(lines, opens!)} is not closed. Write </${open}> on a line of its own after its text.`,
    }),
  ],
  [
    /^(\d+):\d+: Unexpected closing tag `<\/(\w+)>`, expected an open tag first/,
    ([, at, name], { line }) => ({
      line: line(at!),
      text: `</${name}> closes nothing. Take it out, or write <${name}> where it should begin.`,
    }),
  ],
  [
    /^(\d+):\d+: .*expression/,
    ([, at], { line }) => ({
      line: line(at!),
      text: 'a { has a meaning in these files. Write the sentence without { and }.',
    }),
  ],
  [
    /^(\d+):(\d+): Unexpected character/,
    ([, at, column], { line, lines }) => ({
      line: line(at!),
      text: afterLessThan((lines[Number(at) - 1] ?? '').slice(Number(column) - 1)),
    }),
  ],
];

/** Returns a compiler's message in words for the author. @param above lines of the file before the body */
export function mdxFault(message: string, body: string, above: number): Finding {
  const context: MdxSource = { line: (bodyLine) => Number(bodyLine) + above, lines: body.split('\n') };
  for (const [pattern, sentence] of sentences) {
    const match = pattern.exec(message);
    if (match) return sentence(match, context);
  }
  const [, at, said] = /^(\d+):\d+: (.*?)(?: \(mdx.*)?$/.exec(message) ?? [undefined, '1', message];
  return { line: context.line(at), text: `the text cannot be read here: ${said}` };
}

/** Returns a tag as its author wrote it, shortened for a message. */
function tag(lines: readonly string[], line: string): string {
  const [written = '', name] = /<(\w+)[^>]*>/.exec(lines[Number(line) - 1] ?? '') ?? [];
  return written.length <= 60 ? written : `<${name} …>`;
}

function afterLessThan(rest: string): string {
  if (/^<https?:/.test(rest)) return 'an address stands between < and >. Write [what it leads to](https://…).';
  if (rest.startsWith('<!--')) return 'a comment of HTML is not read here. Take it out.';
  const [, name] = /^<\/?([A-Z]\w*)/.exec(rest) ?? [];
  if (name === undefined) return 'a < has a meaning in these files. Write “less than”.';
  return `the tag <${name} …> is not whole. Write each value between straight double quotation marks, as in id="my-tip", and end the tag with >`;
}
