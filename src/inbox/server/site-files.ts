import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheControl, type HeaderRecord } from '#src/headers.ts';
import { mediaTypeOf } from './media-types.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

/** One file of the built site in one encoding, ready to be sent. */
export interface SiteFile {
  body: Uint8Array<ArrayBuffer>;
  etag: string;
  headers: HeaderRecord;
}

interface CachedFile {
  file: SiteFile | undefined;
  checkedAt: number;
  version: string;
}

const suffixes: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz', identity: '' };

/** How long a held file is sent without asking the disk whether it changed. */
const trustMs = 1_000;
const mostHeldBytes = 32 * 1024 * 1024;

/** Reads the files of a folder, and holds those in demand in memory. */
export class SiteFiles {
  readonly #folder: string;
  readonly #security: HeaderRecord;
  /** By path and encoding, the least recently used first. */
  readonly #held = new Map<string, CachedFile>();
  #heldBytes = 0;

  /** @param security the headers sent with every file */
  constructor(folder: string, security: HeaderRecord) {
    this.#folder = folder;
    this.#security = security;
  }

  /** @param path of a file below the folder, `/guidance/index.html`; undefined where there is none in this encoding */
  async get(path: string, encoding: Encoding): Promise<SiteFile | undefined> {
    const key = path + suffixes[encoding];
    const held = this.#held.get(key);
    if (held && performance.now() - held.checkedAt < trustMs) return held.file;
    const version = await this.#version(key);
    if (held?.version === version) {
      held.checkedAt = performance.now();
      return held.file;
    }
    const file = version === '' ? undefined : await this.#read(path, encoding);
    this.#hold(key, { file, version, checkedAt: performance.now() });
    return file;
  }

  /** Changes when the file does; '' where there is none. */
  async #version(key: string): Promise<string> {
    try {
      const found = await stat(join(this.#folder, key));
      return found.isFile() ? `${found.mtimeMs} ${found.size}` : '';
    } catch (error) {
      if (isAbsent(error)) return '';
      throw error;
    }
  }

  async #read(path: string, encoding: Encoding): Promise<SiteFile> {
    const body = new Uint8Array(await readFile(join(this.#folder, path + suffixes[encoding])));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const headers = {
      ...this.#security,
      'Content-Type': mediaTypeOf(path),
      'Cache-Control': cacheControl(publicPath(path)),
      ETag: etag,
      Vary: 'Accept-Encoding',
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    };
    return { body, etag, headers };
  }

  #hold(key: string, held: CachedFile): void {
    this.#release(key);
    const size = sizeOf(held);
    if (size > mostHeldBytes / 8) return;
    this.#held.set(key, held);
    this.#heldBytes += size;
    for (const oldest of this.#held.keys()) {
      if (this.#heldBytes <= mostHeldBytes) return;
      this.#release(oldest);
    }
  }

  #release(key: string): void {
    const held = this.#held.get(key);
    if (!held) return;
    this.#held.delete(key);
    this.#heldBytes -= sizeOf(held);
  }
}

/** What a held file costs, with a share for its headers and key. */
const sizeOf = ({ file }: CachedFile) => (file?.body.byteLength ?? 0) + 1_024;

const publicPath = (path: string) => path.replace(/\/index\.html$/, '/');

const isAbsent = (error: unknown) =>
  ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '');
