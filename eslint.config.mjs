import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Refuses imports whose path matches; tests/unit/architecture.test.ts checks every arrow of the tree. */
const refuse = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

const pagesOnly = ['astro', 'astro:*', 'preact', 'preact/*', 'react', '@formspree/react'];
const serverOnly = ['#inbox/*', '**/inbox/**', 'node:*', 'hono', 'hono/*', 'kysely'];

export default defineConfig(
  globalIgnores(['dist', '.astro', '.cache', 'node_modules', 'test-results', 'public']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Numbers read well in messages; objects and null do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // tsconfig's noPropertyAccessFromIndexSignature asks for the brackets.
      '@typescript-eslint/dot-notation': 'off',
      // Event handlers and effects answer with a call whose value nobody reads.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // noUncheckedIndexedAccess makes `!` the mark of an index that is known to exist.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Each asks for the type of every expression, which takes a fifth of the linter's time. tsconfig's erasableSyntaxOnly refuses enums,
      // and objects are taken for what they can do, whatever their class.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  ...astro.configs['flat/recommended'],
  ...astro.configs['flat/jsx-a11y-recommended'],
  {
    files: ['**/*.astro'],
    rules: {
      // Props declared by `interface Props` and components passed to <Content /> count as used by the Astro compiler.
      'no-unused-vars': 'off',
      'no-undef': 'off',
      // Safari takes a list without markers for no list unless it says that it is one.
      'astro/jsx-a11y/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'], nav: ['navigation'] }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', URL: 'readonly', setInterval: 'readonly', clearInterval: 'readonly' },
    },
  },
  // The linter cannot see the types of .astro files; `astro check` does.
  { files: ['src/components/article/mdx.ts'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  refuse(
    ['src/forms/**'],
    [
      '*',
      '!.',
      '!./**',
      '!..',
      '!../*.ts',
      ...['answers', 'dates', 'eligibility', 'fields', 'formats'].flatMap((room) => [`!../${room}`, `!../${room}/*`]),
      '!#site',
      '!libphonenumber-js',
      '!libphonenumber-js/*',
      '!@vvo',
      '!@vvo/tzdb',
      '!punycode',
      '!punycode/*',
      '!temporal-polyfill',
      '!zod',
      '!zod/*',
    ],
    'forms/ is shared by browser and server: it imports Temporal, Zod, phone numbers, time zones, the letters of domains, the configuration and itself.',
  ),
  refuse(['src/inbox/**'], pagesOnly, 'inbox/ knows nothing of the pages.'),
  refuse(['src/{islands,scripts,search}/**'], ['#inbox/*', '**/inbox/**'], 'The inbox never reaches the browser.'),
  refuse(['src/{pages,layouts,components}/**'], serverOnly, 'Pages are built without the server.'),
  { files: ['src/{commands,inbox,build}/**', 'bench/**', 'tests/support/**'], rules: { 'no-console': 'off' } },
);
