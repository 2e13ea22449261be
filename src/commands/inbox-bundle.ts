import { defineConfig } from 'rolldown';
import { sameSite } from '../build/plugins/same-site.ts';

/** How Rolldown packs the inbox: `pack-inbox.ts`. */
export default defineConfig({
  input: ['src/inbox/main.ts', 'src/inbox/services/matching/solver-process.ts'],
  platform: 'node',
  plugins: [sameSite()],
  output: {
    minify: true,
    sourcemap: true,
    // One character outside ASCII would double the memory of the whole text.
    charset: 'ascii',
  },
});
