/** The site built for hosted Formspree, at another address. The service is a double with its own host name. */
export const hosted = {
  site: 'http://localhost:4321',
  endpoint: 'http://double.formspree.io',
  ids: { mentee: 'xmenteex', mentor: 'xmentorx', ask: 'xaskx', contact: 'xcontactx' },
} as const;

/** Settings of that build and of its server. */
export const hostedSettings: Readonly<Record<string, string>> = {
  SITE_URL: hosted.site,
  PUBLIC_FORMS_ENDPOINT: hosted.endpoint,
  PUBLIC_FORMSPREE_MENTEE: hosted.ids.mentee,
  PUBLIC_FORMSPREE_MENTOR: hosted.ids.mentor,
  PUBLIC_FORMSPREE_ASK: hosted.ids.ask,
  PUBLIC_FORMSPREE_CONTACT: hosted.ids.contact,
};
