import { numberWords } from '#forms/in-words.ts';
import { longestValue } from '#forms/answers/answers.ts';
import { malformed, Refusal, tooLarge } from './refusal.ts';

/**
 * The posted fields by name; repeated keys and arrays in their order. It has no prototype, because names come from the
 * sender.
 */
export type Posted = Record<string, string | string[]>;

export const maxFields = 60;
export const maxKeyLength = 64;
/** The most values of one field, far more than any form offers. */
const maxValuesOfOneField = 60;

const acceptedTypes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];

/** Returns the media type of a Content-Type header, in lower case, without parameters; '' if there is none. */
export const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/**
 * Checks the headers that describe a body before it is read.
 * @throws {Refusal} 415
 */
export function checkBodyHeaders(headers: Pick<Headers, 'get'>): void {
  const type = headers.get('content-type') ?? '';
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  if (encoding !== 'identity' && encoding !== '') throw unsupported('Compressed submissions are not taken.');
  if (!acceptedTypes.includes(mediaType(type))) throw unsupported(`Send the answers as ${acceptedTypes.join(', ')}.`);
  if (charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii')
    throw unsupported('Send the answers in UTF-8.');
}

const unsupported = (message: string) =>
  new Refusal(415, message, { headers: { 'Accept-Post': acceptedTypes.join(', ') } });

/**
 * Parses the body of a submission.
 * @param contentType one that passed `checkBodyHeaders`
 * @throws {Refusal} 400 if malformed or with a file; 413 beyond a limit
 */
export async function parseBody(body: Uint8Array, contentType: string): Promise<Posted> {
  const posted = new PostedFields();
  switch (mediaType(contentType)) {
    case 'application/json':
      readJson(body, posted);
      break;
    case 'application/x-www-form-urlencoded':
      readUrlEncoded(body, posted);
      break;
    default:
      await readMultipart(body, contentType, posted);
  }
  return posted.fields;
}

/** Collects fields and enforces their limits. */
class PostedFields {
  readonly fields = Object.create(null) as Posted;
  #count = 0;

  add(name: string, value: string): void {
    if (name.length > maxKeyLength) throw tooLarge(`A field's name is longer than ${maxKeyLength} characters.`);
    if (value.length > longestValue && Array.from(value).length > longestValue) {
      throw tooLarge(`One of your answers is longer than ${numberWords(longestValue)} characters. Shorten it.`);
    }
    const before = this.fields[name];
    if (before === undefined) {
      this.#count += 1;
      if (this.#count > maxFields) throw tooLarge(`More than ${maxFields} fields were sent.`);
      this.fields[name] = value;
    } else if (typeof before === 'string') {
      this.fields[name] = [before, value];
    } else {
      if (before.length >= maxValuesOfOneField) throw tooLarge('A field was sent too many times.');
      before.push(value);
    }
  }

  /** An array is a list of choices even with one value or none. */
  addAll(name: string, values: readonly string[]): void {
    if (values.length === 0) this.add(name, '');
    for (const value of values) this.add(name, value);
  }
}

// `ignoreBOM` leaves a byte order mark in the text; it is not part of JSON (RFC 8259, 8.1), so parsing refuses it.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw malformed('What was sent is not text in UTF-8.');
  }
}

function readJson(body: Uint8Array, posted: PostedFields): void {
  const text = decode(body);
  if (text.trim() === '') return;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw malformed('What was sent is not JSON.');
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw malformed('Send one JSON object.');
  for (const [name, value] of Object.entries(data)) {
    if (Array.isArray(value)) posted.addAll(name, value.map(scalar));
    else posted.add(name, scalar(value));
  }
}

function scalar(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw malformed('A field may be text, a number, yes or no, or a list of those.');
}

function readUrlEncoded(body: Uint8Array, posted: PostedFields): void {
  for (const pair of decode(body).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    posted.add(unescape(name), unescape(value));
  }
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed('What was sent is not a URL-encoded form in UTF-8.');
  }
}

async function readMultipart(body: Uint8Array, contentType: string, posted: PostedFields): Promise<void> {
  if (body.byteLength === 0) return;
  let data: FormData;
  try {
    data = await new Response(body as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': contentType } }).formData();
  } catch {
    throw malformed('What was sent is not a complete multipart form.');
  }
  const pairs = [...data].map(([name, value]): [string, string] => {
    if (typeof value === 'string') return [name, value];
    throw new Refusal(400, 'This form takes no files. Send your answers without them.', { code: 'NO_FILE_UPLOADS' });
  });
  // After the check for files, whose bytes may not be text.
  decode(body);
  for (const [name, value] of pairs) posted.add(name, value);
}
