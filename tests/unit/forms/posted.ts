const words = (text: string) => text.trim().split(/\s+/);

/** Names that are posted. Clients that send answers without our pages rely on them. */
export const names = {
  mentee: words(`
    status graduated fullName email studentNumber course level yearOfStudy sectors focus goals experience mode
    windows timeZone matchNote adjustments shareAdjustments contactBy phone heardFrom understood
  `),
  mentor: words(`
    fullName email jobTitle organisation sectors experienceBand alumnus alumnusCourse alumnusYear linkedin programmes
    capacity months focus bio openTopics mode windows timeZone conflict keepUntil agreed
  `),
  ask: words(`
    status graduated fullName email studentNumber topic question role vacancyUrl deadline tried mode windows
    adjustments shareAdjustments understood
  `),
  contact: words('topic message fullName email reference'),
};

/** Values that are posted. */
export const values: Record<string, string[]> = {
  status: words('student graduate neither'),
  yearOfStudy: words('1 2 3 4 5 6 7'),
  level: words('foundation undergraduate postgraduate-taught postgraduate-research'),
  sectors: words(`
    accounting-finance architecture arts-culture business-consulting charity-public education engineering
    events-hospitality fashion film-tv health-psychology law marketing-pr media-journalism music
    politics-international publishing science social-sciences technology not-sure
  `),
  focus: words(`
    choosing-a-direction applications interviews building-a-network confidence skills starting-a-business first-job
  `),
  mode: words('online in-person either'),
  windows: words('weekday-daytime weekday-evening weekend'),
  topic: words('application-advice interview-preparation career-advice finding-opportunities'),
  contactTopic: words('scheme my-application change withdraw something-is-wrong accessibility other'),
  experienceBand: words('under-2 2-5 6-10 11-plus'),
  programmes: words('peer-mentoring one-question'),
  months: words('jan feb mar apr may jun jul aug sep oct nov dec'),
  contactBy: words('email phone'),
  capacity: words('1 2 3'),
  keepUntil: words('6 12 24'),
  heardFrom: words('careers-team tutor friend social-media event search other'),
  alumnus: words('yes no'),
  conflict: words('yes no'),
};
