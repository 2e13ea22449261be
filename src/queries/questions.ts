/** A question of a page, and its answer as plain text. */
export interface PageQuestion {
  question: string;
  answer: string;
}

/** The beginning of the headings above a page's questions; each question is a third-level heading with a question mark at its end. */
const PART = 'Questions ';

/**
 * Returns the questions in those sections of a page's MDX source; none when it has no such section. A question is left out when a component
 * says part of its answer, which only the page can say.
 */
export function questions(source: string): PageQuestion[] {
  return source
    .split(/^## /m)
    .filter((part) => part.startsWith(PART))
    .flatMap((part) => part.split(/^### /m).slice(1))
    .map((each) => {
      const [heading = '', ...answer] = each.split('\n');
      return { question: heading.trim(), answer: answer.join('\n') };
    })
    .filter(({ question, answer }) => question.endsWith('?') && !/<[A-Z][^>]*\/>/.test(answer))
    .map(({ question, answer }) => ({ question, answer: plainText(answer) }))
    .filter(({ answer }) => answer !== '');
}

const plainText = (markdown: string): string =>
  markdown
    .replace(/<\/?[A-Z][^>]*>/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*]|\d+\.)\s+/gm, '')
    .replace(/\*\*?|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
