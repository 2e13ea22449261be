import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parseDocument } from 'yaml';
import { root } from '../root.ts';
import type { Finding } from './finding.ts';
import { yamlFault } from './yaml-fault.ts';

/** One entry of a collection as its author wrote it. */
export interface ContentFile {
  /** Path from the repository's root, for messages. */
  path: string;
  id: string;
  /** The frontmatter, or the whole of a .yaml file; empty when it cannot be read. */
  data: unknown;
  /** Why the data cannot be read. */
  faults: Finding[];
  /** What follows the frontmatter; empty for .yaml. */
  body: string;
  /** Lines of the file that stand before the body. */
  above: number;
}

const frontmatter = /^---[^\S\n]*\r?\n([\s\S]*?)\r?\n---[^\S\n]*(?:\r?\n|$)/;

/** Ids of a collection: names of its folders or files; none where it has no folder of its own. */
export function idsOf(collection: string): string[] {
  const folder = join(root, 'content', collection);
  return existsSync(folder) ? readdirSync(folder).map((name) => name.replace(/\.(mdx|yaml)$/, '')) : [];
}

/** Every file of a collection, in order of path. */
export function filesOf(collection: string): ContentFile[] {
  const names = globSync([`content/${collection}/*/index.mdx`, `content/${collection}/*.{mdx,yaml}`], { cwd: root });
  return names.sort().map((path) => read(path, readFileSync(join(root, path), 'utf8')));
}

/** An entry from the text of its file. */
export function read(path: string, written: string): ContentFile {
  // Some editors on Windows begin a file with a mark that nobody sees.
  const text = written.replace(/^\uFEFF/, '');
  const id = path
    .replace(/\/index\.mdx$|\.(mdx|yaml)$/, '')
    .split('/')
    .at(-1)!;
  if (path.endsWith('.yaml')) return { path, id, ...yaml(text, 0), body: '', above: 0 };
  const head = frontmatter.exec(text);
  if (!head) {
    const said = /^---\s/.test(text)
      ? 'the fields at the top have no end. Write a line of three hyphens after the last of them.'
      : 'the fields at the top cannot be found; begin the file with a line of three hyphens, the fields, and three hyphens again.';
    const fault = { line: 1, text: said };
    return { path, id, data: {}, faults: [fault], body: text, above: 0 };
  }
  const body = text.slice(head[0].length);
  return { path, id, ...yaml(head[1]!, 1), body, above: head[0].split('\n').length - 1 };
}

/** `above` is the number of the file's lines before this text. */
function yaml(text: string, above: number): Pick<ContentFile, 'data' | 'faults'> {
  const document = parseDocument(text);
  const fault = yamlFault(document.errors, text, above);
  return fault ? { data: {}, faults: [fault] } : { data: document.toJS() as unknown, faults: [] };
}
