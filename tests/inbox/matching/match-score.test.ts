import { describe, expect, it } from 'vitest';
import type { Answers } from '#forms/answers/answers.ts';
import { matchProfile, matchScoreOf as scoreProfiles } from '#inbox/services/matching/match-score.ts';

const at = new Date('2027-01-15T12:00:00Z');
const matchScoreOf = (mentee: Answers, mentor: Answers) =>
  scoreProfiles(matchProfile(mentee, at), matchProfile(mentor, at));

describe('the match score', () => {
  const mentee = {
    sectors: ['law', 'publishing'],
    focus: ['applications', 'confidence'],
    mode: 'online',
    windows: ['weekend'],
  };
  const mentor = { sectors: ['law'], focus: ['applications'], mode: 'either', windows: ['weekend'], conflict: 'no' };

  it('compares times in both zones: an evening in Los Angeles is a night in London', () => {
    const evenings = { sectors: ['law'], focus: [], mode: 'online', windows: ['weekday-evening'] };
    const far = { ...evenings, timeZone: 'America/Los_Angeles' };
    const near = { ...evenings, timeZone: 'Europe/London' };
    expect(matchScoreOf(near, far)).toMatchObject({ canMeet: false, cautions: ['No time of the week suits both'] });
    // 9 to 17 in Los Angeles is 17 to 1 in London.
    expect(matchScoreOf(near, { ...far, windows: ['weekday-daytime'] })).toMatchObject({ canMeet: true });
    const sydney = (windows: string[]) => ({ ...far, timeZone: 'Australia/Sydney', windows });
    expect(matchScoreOf({ ...near, windows: ['weekend'] }, sydney(['weekend']))).toMatchObject({ canMeet: true });
    // 17 to 21 in Sydney is 6 to 10 in London, in January.
    expect(matchScoreOf({ ...near, windows: ['weekday-daytime'] }, sydney(['weekday-evening']))).toMatchObject({
      canMeet: true,
    });
    expect(matchScoreOf(near, sydney(['weekday-evening']))).toMatchObject({ canMeet: false });
  });

  it('gives reasons and cautions in words', () => {
    expect(matchScoreOf(mentee, mentor)).toEqual({
      score: 6 + 2 + 2 + 1,
      canMeet: true,
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

  it('separates two times of the week with a semicolon, so that they are not read as four', () => {
    const anyone = { mode: 'either', windows: ['weekend', 'weekday-evening'] };
    expect(matchScoreOf({ ...mentee, ...anyone }, { ...mentor, ...anyone })?.reasons.slice(-2)).toEqual([
      'Both can meet: Online or in person',
      'Both free: Weekdays, in the evening; Weekends',
    ]);
  });

  it('gives a first choice more points than a second, and needs a shared sector unless the mentee is not sure', () => {
    const score = (sectors: string[]) => matchScoreOf(mentee, { ...mentor, sectors })?.score ?? 0;
    expect(score(['law'])).toBeGreaterThan(score(['publishing']));
    expect(score(['law', 'publishing'])).toBeGreaterThan(score(['law']));
    expect(matchScoreOf(mentee, { ...mentor, sectors: ['media'] })).toBeUndefined();
    expect(matchScoreOf({ ...mentee, sectors: ['not-sure'] }, mentor)?.reasons[0]).toBe(
      'The mentee is not sure of a sector',
    );
  });
});
