import type { AstroIntegration } from 'astro';

/** Astro integration: adds the base to the addresses of every rendered page, in a build and in development. Does nothing without a base. */
export function belowBase(): AstroIntegration {
  return {
    name: 'below-base',
    hooks: {
      'astro:config:setup': ({ config, addMiddleware }) => {
        if (config.base === '/') return;
        addMiddleware({ entrypoint: new URL('./base-middleware.ts', import.meta.url), order: 'post' });
      },
    },
  };
}
