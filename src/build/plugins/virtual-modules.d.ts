/** Data from src/build/plugins/learned-data.ts, which are `HarmWeights`. */
declare module 'virtual:harm-weights' {
  const weights: unknown;
  export default weights;
}
/** The same, which are `QuestionWords`. */
declare module 'virtual:question-words' {
  const words: unknown;
  export default words;
}
