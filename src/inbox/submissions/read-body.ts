import { longestBody } from '#forms/submission.ts';
import { malformed, tooLarge } from './refusal.ts';

const words = `Your answers are larger than ${longestBody / 1024} KiB, the most that can be sent at once. Shorten the longest ones.`;

/**
 * Returns the whole body; at most `longestBody` and one chunk are in memory.
 * @throws {Refusal} 413 if it is larger, declared or not; 400 if it ends early
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > longestBody) throw tooLarge(words);
  try {
    // Node ends a body at its declared length, so it cannot grow beyond that.
    if (declared !== null) return new Uint8Array(await request.arrayBuffer());
    return await readStream(request.body);
  } catch (error) {
    if (error instanceof TypeError || isAborted(error)) throw malformed('What was sent ended before it was complete.');
    throw error;
  }
}

async function readStream(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > longestBody) throw tooLarge(words);
    chunks.push(read.value);
  }
  return Buffer.concat(chunks, size);
}

const isAborted = (error: unknown) =>
  error instanceof Error &&
  (error.name === 'AbortError' || /prematurely closed|aborted|ECONNRESET/i.test(error.message));
