import { site } from '#site';
import { instead } from '../nearest.ts';
import type { ContentRule } from './rule.ts';

/** Requires that each scheme named at the end of an article is in the configuration; the page leaves others out. */
export const knownSchemes: ContentRule = ({ data }) => {
  const { services } = data as { services?: unknown };
  const known = Object.values(site.schemes).flatMap((scheme) => scheme?.page ?? []);
  const named = Array.isArray(services) ? services.map(String) : [];
  return named
    .filter((page) => !known.includes(page))
    .map((page) => ({
      text: `services names "${page}", which is the page of no scheme in src/site.config.ts.${instead(page, known)}`,
    }));
};
