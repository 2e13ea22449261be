import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheControl, type HeaderRecord } from '#src/headers.ts';
import { trustMs } from './built-data.ts';
import { mediaTypeOf } from './media-types.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

/** One file of the built site in one encoding, ready to send. */
export interface SiteFile {
  body: Uint8Array<ArrayBuffer>;
  etag: string;
  /** Those of the file itself, without the security headers of the site. */
  headers: HeaderRecord;
}

interface CachedFile {
  file: SiteFile | undefined;
  checkedAt: number;
  version: string;
}

const suffixes: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz', identity: '' };

const maxCacheBytes = 32 * 1024 * 1024;

/** Reads the files of a folder and caches those in demand in memory. */
export class SiteFiles {
  readonly #folder: string;
  /** By path and encoding, the least recently used first. */
  readonly #cache = new Map<string, CachedFile>();
  #cacheBytes = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @param path of a file below the folder, such as `/guidance/index.html`
   * @returns undefined if there is no such file in this encoding
   */
  async get(path: string, encoding: Encoding): Promise<SiteFile | undefined> {
    const key = path + suffixes[encoding];
    const cached = this.#cache.get(key);
    if (cached && performance.now() - cached.checkedAt < trustMs) return cached.file;
    const version = await this.#version(key);
    if (cached?.version === version) {
      cached.checkedAt = performance.now();
      return cached.file;
    }
    const file = version === '' ? undefined : await this.#read(path, encoding);
    this.#add(key, { file, version, checkedAt: performance.now() });
    return file;
  }

  /** Returns a text that changes when the file does; '' if there is no file. */
  async #version(key: string): Promise<string> {
    try {
      const stats = await stat(join(this.#folder, key));
      return stats.isFile() ? `${stats.mtimeMs} ${stats.size}` : '';
    } catch (error) {
      if (isAbsent(error)) return '';
      throw error;
    }
  }

  async #read(path: string, encoding: Encoding): Promise<SiteFile> {
    const body = new Uint8Array(await readFile(join(this.#folder, path + suffixes[encoding])));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const headers = {
      'Content-Type': mediaTypeOf(path),
      'Cache-Control': cacheControl(publicPath(path)),
      ETag: etag,
      Vary: 'Accept-Encoding',
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    };
    return { body, etag, headers };
  }

  #add(key: string, cached: CachedFile): void {
    this.#release(key);
    const size = sizeOf(cached);
    if (size > maxCacheBytes / 8) return;
    this.#cache.set(key, cached);
    this.#cacheBytes += size;
    for (const oldest of this.#cache.keys()) {
      if (this.#cacheBytes <= maxCacheBytes) return;
      this.#release(oldest);
    }
  }

  #release(key: string): void {
    const cached = this.#cache.get(key);
    if (!cached) return;
    this.#cache.delete(key);
    this.#cacheBytes -= sizeOf(cached);
  }
}

/** Returns the memory that a cached file takes, with an allowance for its headers and key. */
const sizeOf = ({ file }: CachedFile) => (file?.body.byteLength ?? 0) + 1_024;

const publicPath = (path: string) => path.replace(/\/index\.html$/, '/');

const isAbsent = (error: unknown) =>
  ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '');
