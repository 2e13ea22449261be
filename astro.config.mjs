import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { fileURLToPath } from 'node:url';
import { baseOf, readSiteUrl, siteUrlForm } from './src/address.ts';
import { belowBase } from './src/build/plugins/below-base.ts';
import { finishSite } from './src/build/finish-site.ts';
import { noteScripts } from './src/build/first-files.ts';
import { foldQuestions } from './src/build/plugins/fold-questions.ts';
import { keepTogether } from './src/build/plugins/keep-together.ts';
import { formspreeCore } from './src/build/plugins/formspree-core.ts';
import { inlineTokens } from './src/build/plugins/inline-tokens.ts';
import { noPreloadLists } from './src/build/plugins/no-preload-lists.ts';
import { sameSite } from './src/build/plugins/same-site.ts';
import { siteEntries } from './src/build/plugins/site-entries.ts';
import { yamlData } from './src/build/plugins/yaml-data.ts';
import { searchedTasks } from './src/build/plugins/searched-tasks.ts';
import { site } from '#site';
import { siteFolder } from '#site-folder';
import { withEveryEntry } from './src/site-schema.ts';

const local = (path) => fileURLToPath(new URL(path, import.meta.url));

const siteRoot = local(`./${siteFolder}`);

const siteUrl = readSiteUrl(process.env.SITE_URL || site.url);
if (!siteUrl) throw new Error(`SITE_URL is "${process.env.SITE_URL || site.url}"; it must be ${siteUrlForm}.`);

/** @type {import('./src/build/first-files.ts').BuiltScripts} */
const scripts = new Map();

// Browser code may read an entry that this site leaves out.
const entries = withEveryEntry(site);

// Astro takes a variable of this name for the base of prerendered pages, and test runners and pipelines set one for their own ends.
delete process.env.BASE_URL;

/**
 * Without `defineConfig`, whose module brings the optimiser of SVG files, which no page uses.
 * @type {import('astro').AstroUserConfig}
 */
export default {
  // A path in the site's address is the base of every other.
  site: siteUrl,
  base: baseOf(siteUrl) || '/',
  publicDir: local(`./${siteFolder}/public`),
  // Each site has its own, because Astro keeps there what it read of each file.
  cacheDir: local(`./.cache/astro/${siteFolder}`),
  trailingSlash: 'always',
  // Every page is whole in one response; the script of each page stays a file of its own, so that the policy needs no more hashes.
  // While one page is written, others are rendered.
  build: { inlineStylesheets: 'always', concurrency: 4 },
  integrations: [mdx(), belowBase(), finishSite(scripts)],
  // No article shows code.
  markdown: { syntaxHighlight: false, processor: satteri({ mdastPlugins: [foldQuestions, keepTogether] }) },
  devToolbar: { enabled: false },
  vite: {
    // The search's worker is bundled apart.
    worker: {
      format: 'es',
      plugins: () => [siteEntries(entries), sameSite(), yamlData(), searchedTasks(siteRoot), noteScripts(scripts)],
    },
    plugins: [
      formspreeCore(),
      siteEntries(entries),
      sameSite(),
      yamlData(),
      searchedTasks(siteRoot),
      noPreloadLists(),
      noteScripts(scripts),
    ],
    css: { transformer: 'postcss', postcss: { plugins: [inlineTokens()] } },
    build: {
      assetsInlineLimit: 0,
      // Astro marks MDX modules with a directive of its own and removes it itself; a warning for each article says nothing.
      rolldownOptions: {
        checks: { moduleLevelDirective: false },
        // The script of every page is one file together with all it needs, which other scripts take from it.
        output: {
          codeSplitting: {
            groups: [
              { name: 'site', test: /\/(layouts\/Base\.astro\?|scripts\/site\.ts$)/ },
              // Parts of the forms' scripts that other pages use too have files of their own, before the file of every form.
              { name: 'preact', test: /\/node_modules\/preact\// },
              {
                name: 'results',
                test: /\/(islands\/(search\/(client|arrival|wording|Pieces|Notice|NearTasks)|choices)|search\/(markup|manifest))\.tsx?$/,
              },
              { name: 'zone', test: /\/islands\/(device-zone|list-places)\.ts$/ },
              { name: 'dates', test: /\/forms\/dates\/(calendar|zoned-time)\.ts$/ },
              { name: 'sent', test: /\/(outcome\/sent-record|forms\/form)\.ts$/ },
              { name: 'form', test: /\/(form\/island\/mount\.tsx|fields\/questions\.ts|organisation\/\w+)$/ },
              { name: 'students', test: /\/forms\/fields\/student-questions\.ts$/ },
              { name: 'links', test: /\/forms\/fields\/(links|days)\.ts$/ },
            ],
          },
        },
      },
      cssTarget: ['chrome123', 'safari17.5', 'firefox128'],
    },
    resolve: {
      // @formspree/react loads Stripe for payments, which no form here takes; of React it needs what Preact's core has.
      alias: {
        react: local('./src/islands/react.ts'),
        '@stripe/react-stripe-js': local('./src/islands/no-payments.ts'),
        '@stripe/stripe-js/pure/index.js': local('./src/islands/no-payments.ts'),
      },
      // Prerendering must see Preact, not React, inside the form library.
      noExternal: [/@formspree\//, /@stripe\//],
    },
  },
};
