import { z } from 'astro/zod';
import { idsOf } from './files.ts';
import { instead } from './nearest.ts';

/** Replaces `reference` of the schemas in content checks: it accepts the id of an existing file of the collection. */
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
