/** One change of content that a release of the engine needs. */
export interface Migration {
  /** The release that needs it. It runs in a fork that comes from an earlier one. */
  version: string;
  /** What it does, for the report: "Rename `tags` to `topics` in articles". */
  title: string;
  /** Changes files below the folder, and returns a line for each that it changed, or that its team must change by hand. */
  run: (folder: string) => string[];
}

/** In the order of their releases. Add one here with every release that asks for other content; CHANGELOG.md names it. */
export const migrations: readonly Migration[] = [];

/** Returns a number below, at or above 0 where one version comes before, with or after the other. */
function compareVersions(one: string, other: string): number {
  const [parts, others] = [one, other].map((version) => version.split('.').map(Number));
  return parts!.map((part, index) => part - others![index]!).find((difference) => difference !== 0) ?? 0;
}

/** Runs, in their order, the migrations of releases after a version, and returns a report. */
export function migrate(all: readonly Migration[], from: string, folder: string): string[] {
  return all
    .filter(({ version }) => compareVersions(version, from) > 0)
    .toSorted((one, other) => compareVersions(one.version, other.version))
    .flatMap(({ version, title, run }) => {
      const lines = run(folder);
      return [
        `${version}: ${title}${lines.length === 0 ? ' (nothing to do here)' : ''}`,
        ...lines.map((line) => `  ${line}`),
      ];
    });
}
