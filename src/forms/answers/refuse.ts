/** Refuses a value with a sentence for the applicant. The value it returns is never used. */
export type Refuse = (sentence: string) => '';
