/** The site as it is built for hosted Formspree, at an address of its own; its service is a double of the real one, under a name of its own. */
export const hosted = {
  site: 'http://localhost:4321',
  endpoint: 'http://double.formspree.io',
  ids: { mentee: 'xmenteex', mentor: 'xmentorx', ask: 'xaskx', contact: 'xcontactx' },
} as const;

/** Settings of that build, and of the server that sends it. */
export const hostedSettings: Readonly<Record<string, string>> = {
  SITE_URL: hosted.site,
  PUBLIC_FORMS_ENDPOINT: hosted.endpoint,
  PUBLIC_FORMSPREE_MENTEE: hosted.ids.mentee,
  PUBLIC_FORMSPREE_MENTOR: hosted.ids.mentor,
  PUBLIC_FORMSPREE_ASK: hosted.ids.ask,
  PUBLIC_FORMSPREE_CONTACT: hosted.ids.contact,
};
