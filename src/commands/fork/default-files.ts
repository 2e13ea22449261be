import { placeOfDefault } from './places.ts';

/** Files of a commit by path, with what identifies the content of each. */
export type Tree = ReadonlyMap<string, string>;

export interface ChangedDefault {
  path: string;
  /** The file of the engine that it came from. */
  from: string;
  /** True when the fork has changed it, so that it stays as it is. */
  isOwn: boolean;
}

/**
 * Returns each default of the engine that a release changes: a file in the fork's own places that came with the engine.
 * @param before the engine that the fork has
 * @param here the fork
 * @param after the engine of the release
 */
export function changedDefaults(before: Tree, here: Tree, after: Tree): ChangedDefault[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((from) => {
    const path = placeOfDefault(from);
    if (path === undefined || before.get(from) === after.get(from) || here.get(path) === after.get(from)) return [];
    return [{ path, from, isOwn: here.get(path) !== before.get(from) }];
  });
}
