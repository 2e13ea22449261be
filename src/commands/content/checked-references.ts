import { registerHooks } from 'node:module';

const byShape = new URL('../../schemas/reference.ts', import.meta.url).href;

/** Import this before the schemas: their references then say which file an id lacks, before Astro is started. */
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url === byShape
      ? { url: new URL('./references.ts', import.meta.url).href, shortCircuit: true }
      : found;
  },
});
