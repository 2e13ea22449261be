import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parseDocument } from 'yaml';
import { QUESTIONS_FOLDER } from '../../search/index/questions.ts';
import { siteRoot } from '../root.ts';
import type { Finding } from './finding.ts';
import { yamlFault } from './yaml-fault.ts';

/** One file of a collection, as its author wrote it. */
export interface ContentFile {
  /** Path from the folder that holds `content/`, for messages. */
  path: string;
  id: string;
  /** The fields of the front matter or of a .yaml file; empty when they cannot be read. */
  data: unknown;
  /** The reasons why the data cannot be read. */
  faults: Finding[];
  /** The text after the front matter; empty for .yaml. */
  body: string;
  /** Lines of the file before the body. */
  above: number;
}

const frontmatter = /^---[^\S\n]*\r?\n([\s\S]*?)\r?\n---[^\S\n]*(?:\r?\n|$)/;

/** Returns the ids of a collection: the names of its folders or files. */
export function idsOf(collection: string): string[] {
  const folder = join(siteRoot, 'content', collection);
  return existsSync(folder) ? readdirSync(folder).map((name) => name.replace(/\.(mdx|yaml)$/, '')) : [];
}

/** Returns every file of a collection, in the order of their paths. */
export function filesOf(collection: string): ContentFile[] {
  const names = globSync([`content/${collection}/*/index.mdx`, `content/${collection}/*.{mdx,yaml}`], {
    cwd: siteRoot,
  });
  return names.sort().map((path) => read(path, readFileSync(join(siteRoot, path), 'utf8')));
}

/** Returns the files of what people ask, in the order of their paths. */
export function questionFiles(): ContentFile[] {
  const names = globSync(`${QUESTIONS_FOLDER}/**/*.yaml`, { cwd: siteRoot });
  return names.sort().map((path) => read(path, readFileSync(join(siteRoot, path), 'utf8')));
}

export function read(path: string, written: string): ContentFile {
  // Some editors on Windows start a file with an invisible byte order mark.
  const text = written.replace(/^\uFEFF/, '');
  const id = path
    .replace(/\/index\.mdx$|\.(mdx|yaml)$/, '')
    .split('/')
    .at(-1)!;
  if (path.endsWith('.yaml')) return { path, id, ...yaml(text, 0), body: '', above: 0 };
  const head = frontmatter.exec(text);
  if (!head) {
    const remedy = /^---\s/.test(text)
      ? 'the fields at the top have no end. Write a line of three hyphens after the last of them.'
      : 'the fields at the top cannot be found; begin the file with a line of three hyphens, the fields, and three hyphens again.';
    const fault = { line: 1, text: remedy };
    return { path, id, data: {}, faults: [fault], body: text, above: 0 };
  }
  const body = text.slice(head[0].length);
  return { path, id, ...yaml(head[1]!, 1), body, above: head[0].split('\n').length - 1 };
}

/** @param above lines of the file before this text */
function yaml(text: string, above: number): Pick<ContentFile, 'data' | 'faults'> {
  const document = parseDocument(text);
  const fault = yamlFault(document.errors, text, above);
  return fault ? { data: {}, faults: [fault] } : { data: document.toJS() as unknown, faults: [] };
}
