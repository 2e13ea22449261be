/** Data from src/build/plugins/yaml-data.ts; its importer checks it by a schema. */
declare module '*.yaml' {
  const data: unknown;
  export default data;
}
