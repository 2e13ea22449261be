import { describe, expect, it } from 'vitest';
import { matchScoreOf } from '#inbox/services/match-score.ts';

describe('how well two fit', () => {
  const mentee = {
    sectors: ['law', 'publishing'],
    focus: ['applications', 'confidence'],
    mode: 'online',
    windows: ['weekend'],
  };
  const mentor = { sectors: ['law'], focus: ['applications'], mode: 'either', windows: ['weekend'], conflict: 'no' };

  it('is said in words, with what counts and what to look at', () => {
    expect(matchScoreOf(mentee, mentor)).toEqual({
      score: 6 + 2 + 2 + 1,
      reasons: [
        'Law (first choice)',
        expect.stringMatching(/^Helps with: /),
        'Both can meet: Online',
        'Both free: Weekends',
      ],
      cautions: [],
    });
    const hard = matchScoreOf(mentee, { ...mentor, mode: 'in-person', windows: ['weekday-daytime'], conflict: 'yes' });
    expect(hard?.cautions).toEqual([
      'They want to meet in different ways',
      'No time of the week suits both',
      'Recruits, teaches or assesses students: make sure it is not this one',
    ]);
  });

  it('is said so that two times of the week are not read as four', () => {
    const anyone = { mode: 'either', windows: ['weekend', 'weekday-evening'] };
    expect(matchScoreOf({ ...mentee, ...anyone }, { ...mentor, ...anyone })?.reasons.slice(-2)).toEqual([
      'Both can meet: Online or in person',
      'Both free: Weekdays, in the evening; Weekends',
    ]);
  });

  it('counts a first choice more than a second, and needs a shared sector unless the mentee is not sure', () => {
    const score = (sectors: string[]) => matchScoreOf(mentee, { ...mentor, sectors })?.score ?? 0;
    expect(score(['law'])).toBeGreaterThan(score(['publishing']));
    expect(score(['law', 'publishing'])).toBeGreaterThan(score(['law']));
    expect(matchScoreOf(mentee, { ...mentor, sectors: ['media'] })).toBeUndefined();
    expect(matchScoreOf({ ...mentee, sectors: ['not-sure'] }, mentor)?.reasons[0]).toBe(
      'The mentee is not sure of a sector',
    );
  });
});
