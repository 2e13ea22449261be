import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { siteFolder } from '#site-folder';
import { questions } from '../../../src/queries/questions.ts';

describe('the questions of a page', () => {
  it('are the headings of their section, with the answers as plain text', () => {
    const source = `## Before\n\n### Not this?\n\nNo.\n\n## Questions people ask\n\nA word first.\n\n### Can I choose?\n\nYou **can**, see [how](/how/).\n\n- One\n- Two\n\n### A note\n\nNot a question.\n\n## After\n\n### Nor this?\n\nNo.`;
    expect(questions(source)).toEqual([{ question: 'Can I choose?', answer: 'You can, see how. One Two' }]);
  });

  it('are empty for a page without that section', () => {
    expect(questions('## Rights\n\n### Who sees it?\n\nStaff.')).toEqual([]);
  });

  it('leave out those whose answer is said in part by a component', () => {
    const source = '## Questions before\n\n### How long?\n\nFor <Years />.\n\n### Is it free?\n\nYes.';
    expect(questions(source)).toEqual([{ question: 'Is it free?', answer: 'Yes.' }]);
  });

  it('include nearly all those that the Scheme’s page answers, in all its parts', () => {
    const source = readFileSync(`${siteFolder}/content/pages/peer-mentoring.mdx`, 'utf8');
    expect(questions(source).length).toBeGreaterThan((source.match(/^### .*\?$/gm)?.length ?? 0) * 0.8);
    expect(questions(source).length).toBeGreaterThan(2);
  });
});
