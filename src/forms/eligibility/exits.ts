import { site } from '#site';
import type { Exit } from '../form.ts';
import { theTeam } from '../team.ts';

/** A link on an exit page. `href` is a path of the site without its base. */
export interface ExitLink {
  href: string;
  text: string;
  /** Why to go there. */
  detail: string;
}

export interface ExitPage {
  title: string;
  /** Paragraphs after the reason. */
  body: readonly string[];
  links: readonly ExitLink[];
}

const nothingSent = 'We have kept nothing of what you entered.';
const links: readonly ExitLink[] = [
  { href: '/contact/', text: `Ask ${theTeam}`, detail: 'They know what else is open to you.' },
  { href: '/guidance/', text: 'Read the guidance', detail: 'It is for everyone, and needs no application.' },
];

/** The pages for people who cannot apply. Loaded on demand, as few applicants see them. */
export const exitPages: Readonly<Record<Exit['page'], ExitPage>> = {
  'not-for-you': { title: 'You cannot apply for mentoring', body: [nothingSent], links },
  'window-over': {
    title: 'You cannot apply for mentoring any more',
    body: site.schemes.mentors?.page
      ? ['You may be the person a student would like to talk to.', nothingSent]
      : [nothingSent],
    links: site.schemes.mentors?.page
      ? [
          ...links,
          {
            href: `/${site.schemes.mentors.page}/`,
            text: site.schemes.mentors.name,
            detail: 'Share what you have learned since you graduated.',
          },
        ]
      : links,
  },
};
