/** Data from src/build/plugins/harm-weights.ts, which are `HarmWeights`. */
declare module 'virtual:harm-weights' {
  const weights: unknown;
  export default weights;
}
