import { defineCollection } from 'astro/content/config';
import { glob, type Loader } from 'astro/loaders';
import { contentFolder, hasContent } from './content-folder.ts';
import { factSchema } from './schemas/fact.ts';
import { guidanceSchema } from './schemas/guidance.ts';
import { pageSchema } from './schemas/page.ts';
import { pathSchema } from './schemas/path.ts';
import { personSchema } from './schemas/person.ts';
import { roundSchema } from './schemas/round.ts';
import { toolSchema } from './schemas/tool.ts';
import { topicSchema } from './schemas/topic.ts';

/** Reads YAML files, of which a site may have none: Astro's warning of that is left out. */
function yaml(kind: string): Loader {
  const loader = glob({ base: contentFolder(kind), pattern: '*.yaml' });
  return {
    ...loader,
    load: ({ logger, ...context }) => {
      const quiet = Object.create(logger, { warn: { value: () => undefined } }) as typeof logger;
      return loader.load({ ...context, logger: hasContent(kind) ? logger : quiet });
    },
  };
}

export const collections = {
  guidance: defineCollection({
    loader: glob({
      base: contentFolder('guidance'),
      pattern: '*/index.mdx',
      generateId: ({ entry }) => entry.split('/')[0]!,
    }),
    schema: guidanceSchema,
  }),
  pages: defineCollection({ loader: glob({ base: contentFolder('pages'), pattern: '*.mdx' }), schema: pageSchema }),
  paths: defineCollection({ loader: yaml('paths'), schema: pathSchema }),
  people: defineCollection({ loader: yaml('people'), schema: personSchema }),
  topics: defineCollection({ loader: yaml('topics'), schema: topicSchema }),
  tools: defineCollection({ loader: yaml('tools'), schema: toolSchema }),
  rounds: defineCollection({ loader: yaml('rounds'), schema: roundSchema }),
  facts: defineCollection({ loader: yaml('facts'), schema: factSchema }),
};
