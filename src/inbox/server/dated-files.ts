import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import render from 'dom-serializer';
import { DomUtils, parseDocument } from 'htmlparser2';
import { currentRound, type Round } from '#forms/dates/deadline.ts';
import { deadlineData, roundInstants, roundWords } from '#forms/dates/round-words.ts';
import { datesCalendar } from '#src/dates-calendar.ts';
import type { Clock } from '../clock.ts';
import type { SiteContent } from '../site-content.ts';
import type { Encoding, SiteFile, SiteFiles } from './site-files.ts';

type BuiltFiles = Pick<SiteFiles, 'get'>;

/** The words of a round by what `data-of` names. */
const words = new Map<string, (round: Round) => string>(Object.entries(roundWords));

/** The most files in the cache, each encoding for itself. */
const mostCached = 200;

/**
 * Returns the site's files. While staff have changed rounds, pages and the calendar of dates are sent with the dates that
 * count: the build wrote others into them. What the build did not mark stays as it was built, and so does search.
 * @param siteUrl the site's address, which events of the calendar name
 */
export function datedFiles(files: BuiltFiles, content: SiteContent, clock: Clock, siteUrl: string): BuiltFiles {
  const cache = new Map<string, { etag: string; of: object; file: SiteFile }>();
  /** Returns the rounds that a file shows, and how it is written with them. */
  const datesOf = (path: string) => {
    const { rounds } = content;
    if (path === '/dates.ics') return { of: rounds, write: () => datesCalendar(rounds, new URL(siteUrl)) };
    const round = path.endsWith('.html') ? currentRound(rounds, clock()) : undefined;
    return round && { of: round, write: (page: string) => dated(page, round) };
  };
  return {
    async get(path: string, encoding: Encoding): Promise<SiteFile | undefined> {
      const dates = content.hasChangedRounds ? datesOf(path) : undefined;
      if (!dates) return files.get(path, encoding);
      const built = await files.get(path, 'identity');
      if (!built) return undefined;
      const key = `${encoding} ${path}`;
      const known = cache.get(key);
      // Rounds are read anew when something changes, so equal rounds are the same object.
      if (known?.etag === built.etag && known.of === dates.of) return known.file;
      const file = encode(built, dates.write(new TextDecoder().decode(built.body)), encoding);
      cache.delete(key);
      cache.set(key, { etag: built.etag, of: dates.of, file });
      for (const oldest of cache.keys()) {
        if (cache.size <= mostCached) break;
        cache.delete(oldest);
      }
      return file;
    },
  };
}

/** Returns a page with the words and instants of this round, where components/RoundWords.astro and Round.astro marked them. */
function dated(page: string, round: Round): string {
  const document = parseDocument(page, { decodeEntities: false });
  const instants = Object.entries(roundInstants(round));
  for (const element of DomUtils.findAll(() => true, document.children)) {
    const { name, attribs } = element;
    const wordsOf = words.get(attribs['data-of'] ?? '');
    if (wordsOf) element.children = parseDocument(escape(wordsOf(round)), { decodeEntities: false }).children;
    if (attribs['data-opens'] !== undefined)
      for (const [of, at] of instants) if (attribs[of] !== undefined) attribs[of] = at;
    if (attribs['data-readers-deadline'] !== undefined) attribs['data-readers-deadline'] = round.closesAt;
    if (name === 'input' && attribs['name'] === 'round') attribs['value'] = round.id;
    if (name === 'script' && attribs['type'] === 'application/ld+json') {
      const [data] = element.children;
      if (data && 'data' in data) data.data = datedData(data.data, round);
    }
  }
  return render(document, { decodeEntities: false });
}

/** Returns the data for search engines with this round's deadline. "<!--" and "</" would mean something to the page. */
const datedData = (data: string, round: Round): string =>
  JSON.stringify(JSON.parse(data), (_, value: unknown) =>
    isEvent(value) ? { ...value, ...deadlineData(round) } : value,
  ).replaceAll('<', '\\u003c');

const isEvent = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && '@type' in value && value['@type'] === 'Event';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function encode(built: SiteFile, text: string, encoding: Encoding): SiteFile {
  const plain = new TextEncoder().encode(text);
  const body = {
    identity: () => plain,
    gzip: () => new Uint8Array(gzipSync(plain)),
    br: () => new Uint8Array(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })),
  }[encoding]();
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return {
    body,
    etag,
    headers: { ...built.headers, ETag: etag, ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }) },
  };
}
