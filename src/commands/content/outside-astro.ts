import { registerHooks } from 'node:module';

/** Import this first to load the schemas in plain Node, where `astro:content` does not exist. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'astro:content'
      ? { url: new URL('./references.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
