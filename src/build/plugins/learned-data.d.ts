/** Data from src/build/plugins/harm-weights.ts. */
declare module 'virtual:harm-weights' {
  const weights: import('../../search/query/harm-likeness.ts').HarmWeights;
  export default weights;
}
