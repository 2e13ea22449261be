/**
 * Reads environment variables. A problem is collected in words and the default is used, so that all problems are
 * reported together.
 */
export class SettingsReader {
  readonly problems: string[] = [];
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  /** Returns the trimmed value; undefined if unset or blank. */
  text(name: string): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** Returns the parsed value; `parse` returns undefined for a value that it cannot use. */
  read<T>(name: string, fallback: T, parse: (value: string) => T | undefined, mustBe: string): T {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    // The message leaves the value out: it may be a secret, perhaps under the wrong name.
    this.problem(name, `is not usable; it must be ${mustBe}.`);
    return fallback;
  }

  whole(name: string, fallback: number, least: number, most: number): number {
    const parse = (value: string) =>
      /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined;
    return this.read(name, fallback, parse, `a whole number from ${least} to ${most}`);
  }

  problem(name: string, words: string): void {
    this.problems.push(`${name} ${words}`);
  }
}
