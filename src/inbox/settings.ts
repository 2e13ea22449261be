/** Reads one environment variable each; a problem is noted in words and a default goes on, so that all are reported together. */
export class SettingsReader {
  readonly problems: string[] = [];
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  /** The trimmed value; undefined when unset or blank. */
  text(name: string): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** A value that `parse` turns into what it means; undefined from `parse` means it could not. */
  read<T>(name: string, fallback: T, parse: (value: string) => T | undefined, mustBe: string): T {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    // Its value is not repeated: it may hold a secret, or be one that was put under the wrong name.
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
