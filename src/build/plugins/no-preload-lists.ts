import type { Plugin } from 'vite';

/**
 * Leaves out the lists of what each script that is loaded later needs: nearly all of it is there already, so the lists weigh more than they save.
 * A plugin says so because Astro's own setting has precedence over that of the configuration.
 */
export const noPreloadLists = (): Plugin => ({
  name: 'no-preload-lists',
  config: () => ({ build: { modulePreload: false } }),
});
