import { CORE_SCHEMA, load } from 'js-yaml';
import { readFileSync } from 'node:fs';

/**
 * Returns the data of a YAML file, `null` for an empty one. The parser is the one with which Astro reads the collections: it takes a tenth of the
 * time of the one that tells an author the place of a fault.
 * @param text what the file has, if that is known
 */
export const readYaml = (path: string, text = readFileSync(path, 'utf8')): unknown =>
  load(text, { filename: path, schema: CORE_SCHEMA }) ?? null;
