/** Data as src/build/yaml-data.ts hands it over; whoever imports it knows its schema. */
declare module '*.yaml' {
  const data: unknown;
  export default data;
}
