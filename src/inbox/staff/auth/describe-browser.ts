/** The order matters: a browser's user agent also names browsers that come after it here. */
const browsers: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\b(iPhone|iPod)\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * Returns browser and system, like "Firefox on Windows": enough to recognise one's own session, too little to identify a person.
 * Versions and addresses are not stored.
 */
export function describeBrowser(userAgent: string): string {
  const find = (known: typeof browsers, fallback: string) =>
    known.find(([mark]) => mark.test(userAgent))?.[1] ?? fallback;
  return `${find(browsers, 'A browser')} on ${find(systems, 'another system')}`;
}
