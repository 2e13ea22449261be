/** A question of a page, and its answer as plain text. */
export interface Question {
  question: string;
  answer: string;
}

/** The heading of a page's questions; each is a third-level heading with a question mark at its end. */
const PART = 'Questions people ask';

/** Returns the questions in that section of a page's MDX source; none when it has no such section. */
export function questions(source: string): Question[] {
  const part = source.split(/^## /m).find((each) => each.startsWith(`${PART}\n`)) ?? '';
  return part
    .split(/^### /m)
    .slice(1)
    .map((each) => {
      const [heading = '', ...answer] = each.split('\n');
      return { question: heading.trim(), answer: plainText(answer.join('\n')) };
    })
    .filter(({ question, answer }) => question.endsWith('?') && answer !== '');
}

const plainText = (markdown: string): string =>
  markdown
    .replace(/<\/?[A-Z][^>]*>/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*]|\d+\.)\s+/gm, '')
    .replace(/\*\*?|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
