/** The site built for a base path of its host. */
export const base = '/mentoring';

/** Settings of that build and of its server. */
export const belowSettings: Readonly<Record<string, string>> = { SITE_URL: `http://localhost:4321${base}/` };
