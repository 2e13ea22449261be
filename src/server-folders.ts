/** The folders whose pages the server makes: forms (`f`, and `p` as Formspree names them), staff pages, and the pages of secret links. */
export const serverFolders = ['f', 'p', 'inbox', 'my'] as const;

/** Matches the address, from the site's root, of anything in these folders. */
export const inServerFolder = new RegExp(`^/(${serverFolders.join('|')})([/?]|$)`);
