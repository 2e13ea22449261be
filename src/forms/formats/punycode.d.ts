declare module 'punycode/punycode.es6.js' {
  export * from 'punycode';
}
