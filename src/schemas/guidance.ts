import { reference } from './reference.ts';
import { z } from 'astro/zod';
import { day } from './day.ts';
import { audiences, stages } from './taxonomy.ts';

/** Longest title that stays on two lines of a phone and whole in a search result. */
const TITLE_MAX = 70;
/** Longest summary that search engines and link previews show whole. */
export const SUMMARY_MAX = 160;

/**
 * One guidance article: `content/guidance/<slug>/index.mdx`, its pictures beside it.
 * The folder's name is the slug in the address, so it never changes once published.
 */
export const guidanceSchema = z.strictObject({
  /** The page's one h1, sentence case, what the reader gets. */
  title: z.string().min(5).max(TITLE_MAX, `must be ${TITLE_MAX} characters or fewer`),
  /** Two or three words for the contents of menus, breadcrumbs and "next step". */
  shortTitle: z.string().max(32).optional(),
  /** One or two sentences under the title, in lists, feeds and previews. */
  summary: z.string().min(40).max(SUMMARY_MAX, `must be ${SUMMARY_MAX} characters or fewer`),
  /** Whose situation it describes; an article for both names both. */
  audience: z.array(z.enum(audiences)).min(1),
  /** Where in mentoring the reader stands; decides its place on the home and guidance pages. */
  stage: z.enum(stages),
  /** One to three topics, the first the main one (breadcrumb); each a file in `content/topics`. */
  topics: z.array(reference('topics')).min(1).max(3),
  /** Place within its stage in lists and reading paths; lower comes first. */
  order: z.int().min(1).max(99),
  /** Who wrote it; a file in `content/people`. */
  author: reference('people'),
  /** A work this article rests on, credited under the title. */
  basedOn: z.strictObject({ year: z.int(), kind: z.string(), person: reference('people') }).optional(),
  /** First day in public; a day in the future stays out until that day's build. */
  published: day,
  /** Day someone last checked every sentence. */
  lastReviewed: day,
  /** Day by which it is to be checked again; past it, the content check warns. */
  reviewBy: day,
  /** Up to four articles worth reading next, best first. */
  related: z.array(reference('guidance')).max(4).default([]),
  /** The one article that follows naturally ("Next step"). */
  next: reference('guidance').optional(),
  /** Which schemes the reader may want after it, by their pages in the configuration; shown at its end. */
  services: z.array(z.string()).default([]),
  /** Where its facts come from; shown as "Sources". */
  sources: z
    .array(z.strictObject({ title: z.string(), by: z.string(), year: z.int().optional(), url: z.url().optional() }))
    .default([]),
  /** Everyday words a reader may search for that the article does not use; never shown. */
  searchWords: z.array(z.string()).default([]),
  /** Kept out of the published site; shown with a mark in `npm run dev`. */
  draft: z.boolean().default(false),
});
