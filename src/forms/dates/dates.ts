/** A date that was read, or the reason why it could not be; without a reason when the text is not like a date. */
export type DateReading =
  | {
      /** `YYYY-MM-DD`, or `YYYY-MM` for a month. */
      value: string;
      /** True when day and month could be swapped: then the applicant is told how they were read. */
      isEither: boolean;
    }
  | { value?: undefined; fault?: string };

/** Reads dates as people write them, in English and in other languages. `read-dates.ts` implements it. */
export interface Dates {
  /** Reads a day such as "Thursday 11th of February 2027", "11/2/27", "Feb 11, 2027", "3 février 2027" or "2027-02-11T23:59". */
  readDay: (text: string) => DateReading;
  /** Reads a month such as "June 2023", "6/23" or "2023-06", or the month of a day. */
  readMonth: (text: string) => DateReading;
}
