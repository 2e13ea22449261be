/** A component, as Oxlint sees it. `astro check` reads the file itself and knows its props. */
declare module '*.astro' {
  const Component: (props: Readonly<Record<string, unknown>>) => unknown;
  export default Component;
}
