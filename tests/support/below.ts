/** The site as it is built for a path of its host, whose other paths belong to others. */
export const base = '/mentoring';

/** Settings of that build, and of the server that sends it. */
export const belowSettings: Readonly<Record<string, string>> = { SITE_URL: `http://localhost:4321${base}/` };
