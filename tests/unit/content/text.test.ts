import { describe, expect, it } from 'vitest';
import { article, ending, firstLine, problemsIn, said, section, tip } from './article.ts';

const at = (bodyLine: number) => `line ${firstLine + bodyLine - 1}:`;

describe('a text that does not compile', () => {
  it('is reported with the unclosed tip, its line, and the tag that comes first', () => {
    const open = '<Tip id="look-up" title="Look up">';
    expect(problemsIn(section(`${open}\n\nLook up.`))).toEqual([
      `${at(3)} ${open} is not closed: line ${firstLine + 6} comes to </Section> first. Write </Tip> on a line of its own after its text.`,
    ]);
    expect(problemsIn(section(`${open}\n\nLook up.\n\n${tip('Smile.', 'smile')}`))[0]).toContain(
      `${at(3)} ${open} is not closed`,
    );
    expect(problemsIn(`${ending}\n\n<Section id="x" title="y">\n\nText.`)).toEqual([
      `${at(7)} <Section id="x" title="y"> is not closed. Write </Section> on a line of its own after its text.`,
    ]);
  });

  it('is reported with the closing tag that was meant', () => {
    expect(problemsIn(section(tip('Look up.').replace('</Tip>', '</Tips>')))).toEqual([
      `${at(7)} </Tips> closes nothing. Did you mean </Tip>?`,
    ]);
  });

  it.each([
    ['You get {name} today.\n\nAnd { more.', 'a { has a meaning in these files. Write the sentence without { and }.'],
    ['Fewer <3 hours.', 'a < has a meaning in these files. Write “less than”.'],
    ['See <https://example.org>.', 'an address stands between < and >. Write [what it leads to](https://…).'],
    ['<!-- later -->', 'a comment of HTML is not read here. Take it out.'],
    [
      '<Tip id=look title="Look">\n\nx\n\n</Tip>',
      'the tag <Tip …> is not whole. Write each value between straight double quotation marks, as in id="my-tip", and end the tag with >',
    ],
    [
      'More <Callout>\n\nx\n\n</Callout>',
      '<Callout> begins inside a line of text or a list. Put it on a line of its own, with an empty line before and after.',
    ],
    ['</Tip>', '</Tip> closes nothing. Take it out, or write <Tip> where it should begin.'],
    ['One<br>two', '<br> is HTML. Take it out, or write Markdown in its place.'],
  ])('is explained in words for %j', (text, sentence) => {
    expect(problemsIn(`${text}\n\n${ending}`)).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('the parts of an article', () => {
  it('have similar names suggested', () => {
    expect(problemsIn('<Calout>\n\nx\n\n</Calout>')).toEqual([
      `${at(1)} <Calout> is no part of an article. Did you mean <Callout>?`,
    ]);
  });

  it('allow a tip only inside a challenge or section, and no part inside a tip', () => {
    expect(problemsIn(tip('Look up.'))).toEqual([`${at(1)} <Tip> must stand inside a <Challenge> or a <Section>.`]);
    expect(problemsIn(section(tip(tip('Inner.', 'inner'))))).toEqual([
      `${at(5)} <Tip> stands inside <Tip>. Write </Tip> before it.`,
    ]);
    expect(problemsIn(section(section('Inner.', 'inner')))).toEqual([
      `${at(3)} <Section> stands inside <Section>. Write </Section> before it.`,
    ]);
  });

  it('need an id that can be an address, a title and a text', () => {
    expect(problemsIn(section('<Tip>\n\nx\n\n</Tip>'))).toEqual([
      `${at(3)} <Tip> needs an id, as in id="ask-for-an-example".`,
      `${at(3)} <Tip> needs a title, as in title="Ask for an example".`,
    ]);
    expect(problemsIn(section('x', 'On The Day'))).toEqual([
      `${at(1)} <Section> has the id "On The Day"; write small letters, digits and single hyphens.`,
    ]);
    expect(problemsIn(section(tip('')))).toEqual([`${at(3)} <Tip> is empty. Write its text, or take it out.`]);
  });

  it('cannot have the same id twice', () => {
    expect(problemsIn(section(`${tip('a')}\n\n${tip('b')}`))).toEqual([
      `${at(9)} the id "look-up" stands twice; every place in an article needs its own. Write another one here.`,
    ]);
    expect(problemsIn(section('x', 'try-it-now'))).toHaveLength(1);
  });

  it('cannot have values in single quotation marks', () => {
    expect(problemsIn(section(`<Tip id='a' title='b'>\n\nx\n\n</Tip>`))).toEqual([
      expect.stringContaining('needs an id and a title, both in double quotes'),
    ]);
  });

  it('cannot have a value that the part does not take', () => {
    expect(problemsIn(section('<Tip id="a" titel="Look up" title="Look up">\n\nx\n\n</Tip>'))).toEqual([
      `${at(3)} <Tip> takes no value called "titel". Did you mean "title"?`,
    ]);
    expect(problemsIn(section('<Tip id="a" colour="red" title="Look up">\n\nx\n\n</Tip>'))).toEqual([
      `${at(3)} <Tip> takes no value called "colour". There are: id, title.`,
    ]);
    expect(problemsIn('<Checklist title="Have ready">\n\n- A pen\n\n</Checklist>')).toEqual([
      `${at(1)} <Checklist> takes no values. Take title out.`,
    ]);
  });

  it('can name only existing facts and figures', () => {
    expect(problemsIn('It lasts <Fact id="graduate-visa-lenght" />.')).toEqual([
      `${at(1)} <Fact> names "graduate-visa-lenght", which is not in content/facts. Did you mean "graduate-visa-length"?`,
    ]);
    expect(problemsIn('<Figure name="grow-lop" />')).toEqual([
      `${at(1)} <Figure> names "grow-lop", which is not in src/components/article/figures. Did you mean "grow-loop"?`,
    ]);
    expect(problemsIn('<Figure name="timeline" />')).toEqual([
      `${at(1)} <Figure> names "timeline", which is not in src/components/article/figures. There are: first-meeting-timeline, grow-loop, smart-rewrite.`,
    ]);
    expect(problemsIn('<Figure name="grow-loop" />')).toEqual([]);
  });

  it('cannot run code, but can have comments', () => {
    expect(problemsIn('Dear {name},')).toEqual([
      `${at(1)} "{name}" is read as code. Write the sentence without { and }.`,
    ]);
    expect(problemsIn('import the list first.\n\nThen go on.')).toHaveLength(1);
    expect(problemsIn('{/* check in May */}')).toEqual([]);
  });

  it('end with one action', () => {
    expect(problemsIn(`${ending}\n\nAnd goodbye.`)).toEqual([
      `${at(7)} this stands after </TryItNow>, which ends an article. Move it up.`,
    ]);
    expect(problemsIn(`${ending}\n\n${ending}`)).toEqual([
      `${at(7)} a second <TryItNow> stands here. Keep one, at the end.`,
    ]);
    expect(said({ ...article(), body: 'Only text.\n' }).problems).toEqual([
      'the article has no <TryItNow>. End it with one thing the reader can do today.',
    ]);
  });

  it('have at most two callouts, as advice', () => {
    const callout = '<Callout>\n\nx\n\n</Callout>\n\n';
    expect(said(article({}, callout.repeat(2))).advice).toEqual([]);
    expect(said(article({}, callout.repeat(3))).advice).toEqual([
      `${at(13)} <Callout> is number 3 of this article; 2 at most stand out.`,
    ]);
  });
});

describe('headings', () => {
  it.each([
    ['# Panels', '"# Panels" is a second main heading; the title at the top is the first. Take it out.'],
    ['## Panels', '"## Panels" has no address of its own.'],
    ['### Panels', '"### Panels" has no address of its own.'],
    [section('#### Panels'), '"#### Panels" leaves out a level after a heading of level 2. Write ###'],
    [section(tip('##### Panels')), '"##### Panels" leaves out a level after a heading of level 3. Write ####'],
    ['Panels\n---\n\nText.', '"## Panels" has no address of its own.'],
  ])('cannot be %j', (text, sentence) => {
    expect(problemsIn(text)).toEqual([expect.stringContaining(sentence)]);
  });

  it('can be one level below their part', () => {
    expect(problemsIn(section('### Panels\n\nText.'))).toEqual([]);
    expect(problemsIn(section('### Panels\n\n#### Large ones\n\nText.\n\n### Rooms'))).toEqual([]);
    expect(problemsIn(section(tip('#### Panels\n\nText.')))).toEqual([]);
  });
});

describe('the text of npm run new', () => {
  it('may stay in a draft, and is a problem in a public article', () => {
    const body = section(tip('What to do.').replace(/title="[^"]*"/, 'title="Name what to do"'));
    expect(said(article({ draft: 'true' }, body)).problems).toEqual([]);
    expect(problemsIn(body)).toEqual(['"Name what to do" is still there from "npm run new". Write over it.']);
  });
});

describe('a note to the team', () => {
  it('is listed with its line and fails nothing', () => {
    const note = '<TeamNote>\n\nConfirm this.\n\n</TeamNote>';
    const { problems, advice } = said(article({}, `${section(tip('Look up.'))}\n\n${note}`));
    expect(problems).toEqual([]);
    expect(advice).toEqual([expect.stringMatching(/^line \d+: a note to the team waits here/)]);
  });
});

describe('the words of a person', () => {
  const voice = (values: string, words = 'It helped me to begin.') => `<Voice ${values}>\n\n${words}\n\n</Voice>`;
  const problemsOf = (text: string) => problemsIn(`${section(tip('Look up.'))}\n\n${text}`);
  const whole = 'name="Sam" work="second year, Architecture" leave="2026-11-02"';

  it('are shown with a name, what the person does, and the day of their leave', () => {
    expect(problemsOf(voice(whole))).toEqual([]);
  });

  it.each([
    ['a name', 'name="Sam" ', /needs the person's name/],
    ['what the person does', 'work="second year, Architecture" ', /needs the person's work/],
    ['the day of their leave', ' leave="2026-11-02"', /needs the day on which the person agreed/],
  ])('are refused without %s', (_, value, problem) => {
    expect(problemsOf(voice(whole.replace(value, '')))).toEqual([expect.stringMatching(problem)]);
  });

  it.each(['yes', '2026-13-02', '2 November 2026'])('are refused with a leave of "%s"', (leave) => {
    expect(problemsOf(voice(whole.replace('2026-11-02', leave)))).toEqual([
      expect.stringMatching(/needs the day on which the person agreed/),
    ]);
  });

  it('are refused when there are none', () => {
    expect(problemsOf(voice(whole, ''))).toEqual([expect.stringContaining('is empty')]);
  });
});
