/** The topic of a report of harm: staff see it first. */
export const somethingIsWrong = 'something-is-wrong';

/** Where one writes such a report, within the site. */
export const reportPath = `contact/?topic=${somethingIsWrong}`;
