import { describe, expect, it, vi } from 'vitest';
import { article, problemsOfRound, read, said, section, shelf, tip, today } from './article.ts';

vi.mock('#site', () => import('../../support/in-london.ts'));

const body = section(tip('Look up.'));

describe('an article among others', () => {
  const first = article({ order: '10', shortTitle: 'Panels' }, body, 'a-first');

  it('must differ in title, summary and place; the finding names the later file', () => {
    const second = article({ order: '10' }, body, 'b-second');
    const shelves = shelf(first, second);
    expect(said(first, shelves).problems).toEqual([]);
    expect(said(second, shelves).problems).toEqual([
      'title is the same as in content/guidance/a-first/index.mdx. Say what is different here.',
      'summary is the same as in content/guidance/a-first/index.mdx. Say what is different here.',
      'order 10 is taken in stage "ending" by content/guidance/a-first/index.mdx. Free beside it: 9 or 11.',
    ]);
  });

  it('may share its place with an article of another stage', () => {
    const changed = {
      order: '10',
      stage: 'during',
      title: 'Another title',
      summary: 'Another summary that is long enough to pass.',
    };
    const second = article(changed, body, 'b-second');
    expect(said(second, shelf(first, second)).problems).toEqual([]);
  });

  it('is advised on when no other article links to it, unless it is a draft', () => {
    const alone = { linked: new Set<string>() };
    expect(said(article(), alone)).toEqual({
      problems: [],
      advice: [
        'no other article leads here. Name "panel" in related or next of one that does, or link to it in a text.',
      ],
    });
    expect(said(article({ draft: 'true' }), alone).advice).toEqual([]);
    expect(said(article({ published: '2026-11-25' }), alone).advice).toEqual([
      'published is in the future: readers see the article from the first build on 2026-11-25 or later.',
    ]);
  });

  it('cannot name itself, or another article twice', () => {
    const file = article(
      { next: 'first-meeting', related: '[first-meeting, smart-goals, smart-goals]' },
      body,
      'first-meeting',
    );
    expect(said(file, shelf(file)).problems).toEqual([
      'related or next names this article itself. Take it out.',
      'related names "smart-goals" twice. Keep one.',
    ]);
  });

  it('is advised on when its tip has the title of another article’s tip', () => {
    const tips = new Map([['look up at a panel: look-up', 'a-first']]);
    expect(said(article(), { tips }).advice).toEqual([
      'a tip has the same title as one in a-first: "look up at a panel: look-up". Say what is different here.',
    ]);
  });
});

describe('search words', () => {
  it('are advised against when the article has them as whole words', () => {
    const searchWords = '[panel, pan, questions, Vorstellungsgespräch]';
    expect(said(article({ searchWords })).advice).toEqual([
      'searchWords names panel, questions: already in the article, so search finds it.',
    ]);
  });
});

describe('a review', () => {
  it('is advised on after its day, without failing the check', () => {
    const changed = { published: '2025-11-02', lastReviewed: '2025-11-02', reviewBy: '2026-11-23' };
    expect(said(article(changed))).toEqual({
      problems: [],
      advice: ['reviewBy has passed (2026-11-23). Check every sentence, then set lastReviewed and reviewBy.'],
    });
    expect(said(article({ reviewBy: '2026-11-25' })).advice).toEqual([]);
    expect(today.toISOString()).toMatch(/^2026-11-24/);
  });
});

describe('a round among others', () => {
  const round = (year: number, title = `${year}/${(year + 1) % 100}`, id = `${year}`) =>
    read(
      `content/rounds/${id}.yaml`,
      [
        `title: ${title}`,
        `opens: ${year}-10-05T09:00`,
        `closes: ${year + 1}-02-11T23:59`,
        `decisionBy: ${year + 1}-03-05`,
        `cycleStarts: ${year + 1}-03-15`,
        `cycleEnds: ${year + 1}-07-16`,
      ].join('\n'),
    );

  it('must differ in title and must not overlap; the finding names the later file', () => {
    const first = round(2026);
    expect(problemsOfRound(round(2027), [first])).toEqual([]);
    expect(problemsOfRound(round(2026, '2026/27', '2027-28'), [first])).toEqual([
      'title is the same as in content/rounds/2026.yaml. Write what tells this round apart, like 2027/28 or Autumn 2027.',
      'it is open while content/rounds/2026.yaml is. Change opens and closes: one round takes applications at a time.',
    ]);
  });

  it('names the days of its cycle that are out of order', () => {
    const text = `title: 2026/27
opens: 2026-10-05T09:00
closes: 2027-02-11T23:59
decisionBy: 2027-03-05
cycleStarts: 2027-03-15
cycleEnds: 2027-07-16`;
    const found = (days: string) => problemsOfRound(read('content/rounds/2026.yaml', `${text}\n${days}`), []);
    expect(
      found('briefing: 2027-03-10\nfirstMeetingBy: 2027-04-02\nmidPoint: 2027-05-20\nendSurvey: 2027-07-09'),
    ).toEqual([]);
    expect(found('firstMeetingBy: 2027-05-02\nmidPoint: 2027-04-20')).toEqual([
      'midPoint is before firstMeetingBy; it must be the same or later.',
    ]);
    expect(found('midPoint: 2027-03-01')).toEqual(['midPoint is before cycleStarts; it must be the same or later.']);
    expect(found('midPoint: 2027-08-01')).toEqual(['cycleEnds is before midPoint; it must be the same or later.']);
    expect(found('briefing: 2027-01-01')).toEqual(['briefing is before closes; it must be the same or later.']);
  });

  it('refuses a time that does not exist by one that a round may have', () => {
    const closing = (closes: string) =>
      problemsOfRound(
        read(
          'content/rounds/2026.yaml',
          `title: 2026/27
opens: 2026-10-05T09:00
closes: ${closes}
decisionBy: 2027-03-05
cycleStarts: 2027-03-15
cycleEnds: 2027-07-16`,
        ),
        [],
      );
    const [refusal, ...more] = closing('2027-01-32T23:59');
    expect(refusal).toBe('closes is 2027-01-32T23:59, and there is no such time. Write it like 2027-02-11T23:59.');
    expect(more).toEqual([]);
    expect(closing(/like (.+)\.$/.exec(refusal!)![1]!)).toEqual([]);
  });

  it.each([
    ['2027-03-28T01:30', 'opens is 2027-03-28T01:30, and there is no 01:30 on that day: the clocks go forward'],
    ['2027-10-31T01:30', 'opens is 2027-10-31T01:30, which comes twice because the clocks go back in that night'],
  ])('says what the clocks do at %s', (opens, finding) => {
    const { path, text } = {
      path: 'content/rounds/2027.yaml',
      text: (opening: string) => `title: 2027/28
opens: ${opening}
closes: 2028-02-11T23:59
decisionBy: 2028-03-05
cycleStarts: 2028-03-15
cycleEnds: 2028-07-16`,
    };
    expect(problemsOfRound(read(path, text(opens)), [])).toEqual([expect.stringContaining(finding)]);
    expect(problemsOfRound(read(path, text('2027-03-28T02:00')), [])).toEqual([]);
  });
});
