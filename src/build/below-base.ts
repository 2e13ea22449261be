import type { AstroIntegration } from 'astro';

/** Puts the base before the addresses of every page as it is rendered, in a build and in development; nothing where there is no base. */
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
