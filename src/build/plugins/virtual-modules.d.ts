/** From src/build/plugins/question-words.ts; it has `QuestionWords`. */
declare module 'virtual:question-words' {
  const words: unknown;
  export default words;
}
