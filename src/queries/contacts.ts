/** How to reach the organisation and its team: the entries of the configuration that are filled in. */
import { site } from '../site.config.ts';

const { organisation, contacts } = site;

/** The lines of the postal address. */
export const address = (organisation.address ?? []).filter((line) => line !== '');

export const phones = (organisation.phones ?? []).filter(({ number }) => number !== '');

/** Places of the team elsewhere on the web. */
export const links = (contacts.links ?? []).filter(({ url }) => url !== '');
