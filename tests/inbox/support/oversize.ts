import { openRaw, postHead } from './raw-connection.ts';

/** The result of sending a body that is too large. */
export interface Oversize {
  /** The status line and everything after it. */
  answer: string;
  /** Bytes of the body sent before the answer. */
  sent: number;
}

/** Declares at once that the body is too large, and sends one byte of it. */
export async function declareOversize(address: URL): Promise<Oversize> {
  const { socket, received, closed } = await openRaw(address);
  socket.write(`${postHead(address, 'Content-Length: 10000000')}{`);
  await closed;
  return { answer: received(), sent: 1 };
}

const chunkBytes = 4_096;
/** Chunks after which the server counts as having no limit. */
const mostChunks = 300;

/** Sends chunk after chunk until an answer arrives. */
export async function sendOversizeInChunks(address: URL): Promise<Oversize> {
  const { socket, received, closed } = await openRaw(address);
  socket.write(postHead(address, 'Transfer-Encoding: chunked'));
  const chunk = `${chunkBytes.toString(16)}\r\n${'x'.repeat(chunkBytes)}\r\n`;
  let chunks = 0;
  while (received() === '' && chunks < mostChunks) {
    socket.write(chunk);
    chunks += 1;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  if (chunks === mostChunks) socket.destroy();
  await closed;
  return { answer: received(), sent: chunks * chunkBytes };
}

/** Declares fewer bytes than it sends; the rest is neither part of the body nor a request. */
export async function lieAboutLength(address: URL): Promise<Oversize> {
  const { socket, received, closed } = await openRaw(address);
  const body = `{"fullName":"${'x'.repeat(100_000)}"}`;
  socket.write(`${postHead(address, 'Content-Length: 20')}${body}`);
  await closed;
  return { answer: received(), sent: body.length };
}
