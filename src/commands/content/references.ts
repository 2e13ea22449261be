import { z } from 'astro/zod';
import { idsOf } from './files.ts';
import { instead } from './nearest.ts';

/** Stands in for `astro:content` outside Astro: a reference is the id of a file that exists in that collection. */
export const reference = (collection: string) =>
  z.string().check(({ value, issues }) => {
    const ids = idsOf(collection);
    if (ids.includes(value)) return;
    issues.push({
      code: 'custom',
      input: value,
      message: `names "${value}", which is not in content/${collection}.${instead(value, ids)}`,
    });
  });
