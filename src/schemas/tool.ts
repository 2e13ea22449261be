import { reference } from './reference.ts';
import { z } from 'astro/zod';

/** The id of the tool that has a component of its own and no questions. */
export const meetingTimes = 'meeting-times';

/** One question of a sheet, answered by hand or on the screen. */
const row = z.strictObject({
  /** Key of the stored answer on the device; lower-case letters and hyphens. */
  name: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'must be small letters, with single hyphens between words'),
  label: z.string().min(3).max(90),
  /** One line of help or an example. */
  hint: z.string().min(10).max(200).optional(),
  /** Lines to write on. */
  lines: z.int().min(1).max(6).default(2),
});

/** A tool: `content/tools/<id>.yaml`; the id is its address under /tools/. */
export const toolSchema = z
  .strictObject({
    /** The page's h1. */
    title: z.string().min(5).max(60),
    /** One sentence under the title and in lists: when to use it and what it gives. */
    summary: z.string().min(40).max(160),
    /** Place among the tools; lower comes first. */
    order: z.int().min(1).max(99),
    /** About how long it takes to fill in; shown in lists and on its page. */
    minutes: z.int().min(2).max(90).optional(),
    /** The articles that explain it; each ends with a link to it. The first is named on the sheet. */
    articles: z.array(reference('guidance')).min(1).max(4),
    /** The questions of a sheet to fill in, in groups. Only `meeting-times`, which has a component of its own, has none. */
    parts: z.array(z.strictObject({ title: z.string().min(3).max(60), rows: z.array(row).min(1).max(12) })).default([]),
  })
  .refine(
    ({ parts }) => {
      const names = parts.flatMap(({ rows }) => rows.map(({ name }) => name));
      return new Set(names).size === names.length;
    },
    { path: ['parts'], error: 'has two questions of one name; each needs its own.' },
  );
