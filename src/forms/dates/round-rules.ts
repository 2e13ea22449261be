/** The rules for the days of a round, as it is written in its file. */

/** A day or time of a round that is before another one, which must come first. */
export interface OutOfOrder {
  name: string;
  before: string;
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);

/** Returns each neighbouring pair in the wrong order. What is missing or no day is left out. */
export function inOrder(moments: Readonly<Record<string, unknown>>): OutOfOrder[] {
  const entries = Object.entries(moments);
  return entries.slice(1).flatMap(([name, value], index) => {
    const [before, earlier] = entries[index]!;
    return isDay(value) && isDay(earlier) && value < earlier ? [{ name, before }] : [];
  });
}

/** Returns the days of a round that are in the wrong order. */
export function roundDaysOutOfOrder(round: Readonly<Record<string, unknown>>): OutOfOrder[] {
  const { opens, closes, decisionBy, cycleStarts, cycleEnds, ...days } = round;
  const { briefing, firstMeetingBy, midPoint, endSurvey } = days;
  const written = Object.entries({ cycleStarts, firstMeetingBy, midPoint, endSurvey }).filter(([, day]) => isDay(day));
  return [
    ...inOrder({ opens, closes, decisionBy, cycleStarts, cycleEnds }),
    ...inOrder({ closes, briefing }),
    ...inOrder({ briefing, cycleEnds }),
    ...inOrder(Object.fromEntries(written)),
    ...inOrder({ firstMeetingBy, cycleEnds }),
    ...inOrder({ midPoint, cycleEnds }),
  ];
}

/** True if both rounds take applications at some time, which they must not. */
export const areOpenTogether = (
  one: Readonly<Record<'opens' | 'closes', string>>,
  other: Readonly<Record<'opens' | 'closes', string>>,
): boolean => one.opens <= other.closes && other.opens <= one.closes;
