import { defineCollection } from 'astro/content/config';
import { glob } from 'astro/loaders';
import { posix } from 'node:path';
import { siteFolder } from '#site-folder';
import { factSchema } from './schemas/fact.ts';
import { guidanceSchema } from './schemas/guidance.ts';
import { pageSchema } from './schemas/page.ts';
import { pathSchema } from './schemas/path.ts';
import { personSchema } from './schemas/person.ts';
import { roundSchema } from './schemas/round.ts';
import { toolSchema } from './schemas/tool.ts';
import { topicSchema } from './schemas/topic.ts';

const folderOf = (name: string) => `./${posix.join(siteFolder, 'content', name)}`;

const yaml = (name: string) => glob({ base: folderOf(name), pattern: '*.yaml' });

export const collections = {
  guidance: defineCollection({
    loader: glob({
      base: folderOf('guidance'),
      pattern: '*/index.mdx',
      generateId: ({ entry }) => entry.split('/')[0]!,
    }),
    schema: guidanceSchema,
  }),
  pages: defineCollection({ loader: glob({ base: folderOf('pages'), pattern: '*.mdx' }), schema: pageSchema }),
  paths: defineCollection({ loader: yaml('paths'), schema: pathSchema }),
  people: defineCollection({ loader: yaml('people'), schema: personSchema }),
  topics: defineCollection({ loader: yaml('topics'), schema: topicSchema }),
  tools: defineCollection({ loader: yaml('tools'), schema: toolSchema }),
  rounds: defineCollection({ loader: yaml('rounds'), schema: roundSchema }),
  facts: defineCollection({ loader: yaml('facts'), schema: factSchema }),
};
