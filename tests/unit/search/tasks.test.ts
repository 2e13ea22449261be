import { expect, test } from 'vitest';
import { siteFolder } from '#site-folder';
import { readQueries } from '../../../bench/search/queries.ts';
import { taskFindings } from '../../../src/commands/content/task-problems.ts';
import { readSearchedTasks } from '../../../src/search/index/questions.ts';
import { amongQuestions, inStems, taskMatcher, type AskedTask } from '../../../src/search/query/tasks.ts';

const tasks = [
  { id: 'deadline', asked: ['deadline', 'when do applications close', 'closing date'] },
  { id: 'contact', asked: ['phone number', 'contact the careers team', 'email address'] },
  { id: 'again', asked: ['can i apply again', 'when can i apply a second time'] },
  { id: 'two-mentors', asked: ['two mentors', 'more than 1 mentor'] },
];

/** Reads by these tasks beside 400 questions for pages, of which so many say a thing. */
function readBeside<T extends AskedTask>(tasks: readonly T[], said: Readonly<Record<string, number>>) {
  const questions = Object.entries(said).flatMap(([text, count]) => Array<string>(count).fill(text));
  return taskMatcher(
    amongQuestions(inStems(tasks), [...questions, ...Array<string>(400 - questions.length).fill('who')]),
  );
}

const read = readBeside(tasks, { date: 5, phone: 10 });
const taskOf = (query: string) => read(query).answer;

test('knows a task by one of its phrases and its other words', () => {
  expect(taskOf('the deadline for applications')?.id).toBe('deadline');
  expect(taskOf('phone number of the careers team')?.id).toBe('contact');
  expect(taskOf('Could I apply again?')?.id).toBe('again');
  for (const query of ['2 mentors', 'more than one mentor']) expect(taskOf(query)?.id, query).toBe('two-mentors');
});

test('finds no task in a query that asks for something else as well', () => {
  for (const query of ['deadline for my dissertation', 'phone interview', 'how to close a conversation', '', 'when'])
    expect(taskOf(query), query).toBeNull();
});

test('finds no task by words that questions for pages have as often, nor by a word alone that is no phrase', () => {
  expect(taskOf('closing applications date')?.id).toBe('deadline');
  const same = readBeside(tasks, { 'close applications date': 300 });
  expect(same('closing applications date')).toEqual({ answer: null, near: [] });
  expect(taskOf('deadline')?.id).toBe('deadline');
  expect(taskOf('address')).toBeNull();
});

test('answers few sentences that ask for a page on a site that has written few questions, as a new one', async () => {
  const searched = readSearchedTasks(siteFolder);
  expect(searched.questions).toBeLessThan(100);
  const ask = taskMatcher(searched);
  const sentences = (await readQueries('bench/queries.regression.jsonl')).filter(({ kind }) => kind === 'natural');
  const answered = sentences.filter(({ q }) => ask(q).answer !== null);
  expect(answered.length / sentences.length).toBeLessThan(0.1);
});

test.each([
  ['.', 0.1],
  ['starter', 0.15],
])('offers tasks beside few sentences that ask for a page, on the site in %s', async (site, most) => {
  const ask = taskMatcher(readSearchedTasks(site));
  const sentences = (await readQueries('bench/queries.regression.jsonl')).filter(({ kind }) => kind === 'natural');
  const offered = sentences.filter(({ q }) => ask(q).near.length > 0);
  expect(offered.length / sentences.length).toBeLessThan(most);
});

test('tells tasks of the same words apart by which words stand together', () => {
  const orders = [
    { id: 'mentor', asked: ['a mentor for a student', 'mentor for student'] },
    { id: 'student', asked: ['student for a mentor', 'a student for a mentor'] },
  ];
  const orderOf = readBeside(orders, { mentor: 15, student: 15 });
  expect(orderOf('a mentor for a young student').answer?.id).toBe('mentor');
  expect(orderOf('a student for a young mentor').answer?.id).toBe('student');
});

test('offers the likeliest tasks where none is sure, and for two words that may name a topic only a sure one', () => {
  expect(read('applications deadline')).toMatchObject({ answer: null, near: [{ id: 'deadline' }] });
  expect(read('a second place in the library')).toMatchObject({ answer: null, near: [{ id: 'again' }] });
  expect(read('second place')).toEqual({ answer: null, near: [] });
});

test('offers two tasks that are nearly as likely, and answers with neither', () => {
  const twins = [
    { id: 'date', asked: ['change the date of our meeting', 'another date for our meeting'] },
    { id: 'room', asked: ['change the room of our meeting', 'another room for our meeting'] },
  ];
  const ask = readBeside([...tasks, ...twins], { meeting: 5 });
  expect(ask('change our next meeting')).toMatchObject({ answer: null, near: [{ id: 'date' }, { id: 'room' }] });
  expect(ask('change the date of our next meeting').answer?.id).toBe('date');
});

test('the content check names a place that does not exist, a phrase of another task, and an unknown word in braces', () => {
  const places = new Map([['/contact/', new Set(['team'])]]);
  const task = (text: string) =>
    taskFindings(
      places,
      `- { id: a, asked: [one, two, three], says: 'Write to us here.', button: Write, ${text} }`,
    ).problems.join();
  expect(task('href: /contact/?topic=x#team')).toBe('');
  expect(task('href: /contct/')).toMatch('a leads to /contct/, which is no page. Did you mean "/contact/"?');
  expect(task('href: /contact/#tem')).toMatch('has no section "tem". Did you mean "team"?');
  const entry = (id: string) =>
    `- { id: ${id}, asked: [one, two ${id}, three ${id}], says: 'Write here.', button: Write, href: /contact/ }\n`;
  // A fork's names may bring two tasks near each other: its site is published all the same.
  expect(taskFindings(places, entry('a') + entry('b'))).toEqual({
    problems: [],
    advice: ['“one” of b leads to a; say it in other words.'],
  });
  expect(taskFindings(places, entry('a').replace('here', '{where}')).problems.join()).toMatch('cannot be filled in');
});

test('each phrase leads to its own task', () => {
  expect(taskFindings(new Map()).advice).toEqual([]);
});

test('says what is not for this site wherever it would offer to say so', () => {
  const asked = ['my student card is lost', 'a new card for my locker'];
  const read = (outside: boolean) =>
    readBeside([...tasks, { id: 'cards', asked, outside }], { 'a card': 60, lost: 40 })('lost my card today');
  expect(read(false)).toMatchObject({ answer: null, near: [{ id: 'cards' }] });
  expect(read(true)).toMatchObject({ answer: { id: 'cards' }, near: [] });
});

test('says of two words, too, that their topic is not for this site, and offers a task of this site for them', () => {
  const asked = ['bus timetable', 'late bus home', 'timetable of the bus', 'when is the next bus'];
  const read = (outside: boolean) => readBeside([...tasks, { id: 'bus', asked, outside }], {})('late bus');
  expect(read(false)).toMatchObject({ answer: null, near: [{ id: 'bus' }] });
  expect(read(true)).toMatchObject({ answer: { id: 'bus' }, near: [] });
});

test('offers a less likely task where no page is clearly the answer, unless the site has few questions', () => {
  const query = 'write to the team from a hotel';
  expect(read(query).near).toEqual([]);
  expect(read(query, false).near).toMatchObject([{ id: 'contact' }]);
  expect(taskMatcher(amongQuestions(inStems(tasks), []))(query, false).near).toEqual([]);
});
