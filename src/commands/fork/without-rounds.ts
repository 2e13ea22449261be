import { isMap, isSeq, parseDocument } from 'yaml';

/** Words of the starter about rounds, by file, and those of a scheme for which one can apply all year. */
const words: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'site.config.ts': [
    ['rounds: true', 'rounds: false'],
    ['answerDays: { mentor: 14, ask: 7 }', 'answerDays: { mentor: 14, ask: 7, mentee: 14 }'],
  ],
  'content/mail/declined-mentee.md': [
    ['for applying for {{round}}', 'for applying for a mentor'],
    ['Apply again in the next round, if', 'Apply again at any time, if'],
  ],
  'content/mail/introduction.md': [
    ['a pair in {{round}}', 'a pair'],
    [' Mentoring in this round ends on {{cycleEnds}}.', ''],
  ],
  'content/mail/matched-mentee.md': [
    ['a mentor for {{round}}', 'a mentor'],
    ['Mentoring starts on {{cycleStarts}}. ', ''],
  ],
  'content/mail/receipt-mentee.md': [
    ['your application for {{round}}', 'your application'],
    ['- When the round has closed, we look', '- We look'],
    ['by {{decisionBy}}', 'by {{answerBy}}'],
    ['change your answers until the round closes, withdraw', 'change your answers, withdraw'],
    ['- Mentoring starts on {{cycleStarts}} and ends on {{cycleEnds}}.\n', ''],
  ],
  'content/mail/waiting-list-mentee.md': [['the waiting list for {{round}}', 'the waiting list']],
  'content/mail/withdrawn-mentee.md': [['apply again while a round is open', 'apply again at any time']],
  'content/pages/about.mdx': [['You apply before a round’s deadline, and', 'You can apply all year, and']],
  'content/pages/accessibility.mdx': [
    [
      '- Application forms close at a fixed time. If you need more time because of a disability, [contact us](/contact/?topic=accessibility) before the deadline if you can.\n',
      '',
    ],
  ],
  'content/pages/peer-mentoring.mdx': [['an answer by the date on this page, whether', 'an answer, whether']],
  'content/pages/privacy.mdx': [
    ['is deleted 12 months after the round ends', 'is deleted 12 months after it was sent'],
    ['12 months after the end of the round that you applied for', '12 months after you sent it'],
    [
      '12 months after the end of the round or, if your offer belongs to no round, after you sent it',
      '12 months after you sent it',
    ],
  ],
};

/** The question on the scheme's page that only a deadline brings up. */
const deadlineQuestion = /### What if I miss the deadline\?\n[\s\S]*?(?=### )/;

/** Tasks of the search about dates of a round, and what others say instead. */
const tasksOfRounds = ['deadline', 'late', 'length', 'calendar'];
const answers: Readonly<Record<string, string>> = {
  apply: 'You can apply all year. The form takes about 15 minutes.',
  'how-it-works': 'You apply, we look for a mentor, you hear from us, and you write first.',
};

/**
 * Returns a file of the starter as it is for a scheme without rounds.
 * @throws when the starter does not have the words that this expects
 */
export function withoutRounds(path: string, text: string): string {
  const replaced = (words[path] ?? []).reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`The starter's ${path} does not say “${from}”.`);
    return all.replace(from, () => to);
  }, text);
  if (path === 'content/pages/peer-mentoring.mdx') return replaced.replace(deadlineQuestion, '');
  return path === 'content/tasks.yaml' ? tasksWithoutRounds(replaced) : replaced;
}

function tasksWithoutRounds(text: string): string {
  const tasks = parseDocument(text);
  const list = tasks.contents;
  if (!isSeq(list)) throw new Error('The starter’s tasks are no list.');
  list.items = list.items.filter((task) => isMap(task) && !tasksOfRounds.includes(String(task.get('id'))));
  list.items.forEach((task, index) => {
    const answer = isMap(task) ? answers[String(task.get('id'))] : undefined;
    if (answer !== undefined) tasks.setIn([index, 'says'], answer);
  });
  return tasks.toString({ lineWidth: 0 });
}
