/** Values for this tab until it is closed, in sessionStorage; when storage is blocked, until the page is left. */
const page = new Map<string, string>();

export const tabStore = {
  /** Returns the value written under the key, or undefined. */
  read(key: string): unknown {
    try {
      const text = page.get(key) ?? sessionStorage.getItem(key);
      return text === null ? undefined : JSON.parse(text);
    } catch {
      // Storage is blocked.
      return undefined;
    }
  },
  write(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    try {
      sessionStorage.setItem(key, text);
    } catch {
      page.set(key, text);
    }
  },
  remove(key: string): void {
    page.delete(key);
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Storage is blocked, so nothing is there.
    }
  },
};
