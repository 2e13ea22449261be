/** The contact details of the organisation and its team that the configuration has. */
import { site } from '#site';

const { organisation, contacts } = site;

/** The lines of the postal address. */
export const address = (organisation.address ?? []).filter((line) => line !== '');

export const phones = (organisation.phones ?? []).filter(({ number }) => number !== '');

/** The team's pages on other sites. */
export const links = (contacts.links ?? []).filter(({ url }) => url !== '');

/** True where there is another way to reach the team or the organisation than a form. */
export const areKnown = [contacts.email ?? '', address, phones, links].some(({ length }) => length > 0);
