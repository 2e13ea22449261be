/**
 * How modules are put together into files. In the forms' script, what every form needs before it can be filled in and sent is one file, with
 * Preact beside it, as it compresses better whole; what forms share with every page is in the script of every page. Left to itself the
 * bundler makes a file of each set of modules that some later part shares.
 */
export const chunks = {
  groups: [
    // Articles, while they are rendered: with thousands of them, a file for each costs as much as its page.
    { name: 'articles', test: /\/content\/guidance\/.*\.mdx/, maxSize: 500_000 },
    { name: 'site', test: /layouts\/Base\.astro\?|src\/islands\/form\/load-again\.ts/ },
    { name: 'preact', test: /node_modules\/preact\// },
    {
      name: 'form',
      test: new RegExp(
        [
          'node_modules/(zod|@formspree)/',
          'src/islands/(react|no-payments|formspree-core)\\.ts',
          'src/forms/(answers|eligibility|email|fields|form|journey|options|organisation|questions|rules|student-number|calendar|london|validate|web-address)\\.ts',
          'src/islands/form/(Actions|Elsewhere|ErrorSummary|FormIsland|Progress|client|delete-draft|identity|judging|load-later|now|paper-[a-z]+|send|start|step-address|use-[a-z-]+)\\.tsx?$',
        ].join('|'),
      ),
    },
  ],
};
