/** A question of a page, and its answer as plain text. */
export interface Question {
  question: string;
  answer: string;
}

/** The heading under which a page answers questions; each is a third-level heading that ends with a question mark. */
const PART = 'Questions people ask';

/** The questions that a page's MDX source answers in its part for them; none where it has no such part. */
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
