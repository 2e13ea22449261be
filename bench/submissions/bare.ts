/** `node bare.ts [DATABASE]`: the least that takes a submission: one commit with a wait for the disk for each, or nothing kept at all. */
import { createServer, type ServerResponse } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const [path] = process.argv.slice(2);
const keep = path === undefined ? () => undefined : keeper(path);

function keeper(path: string): (id: string, body: string) => void {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (id TEXT PRIMARY KEY, body TEXT)');
  const insert = db.prepare('INSERT INTO row VALUES (?, ?)');
  return (id, body) => void insert.run(id, body);
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => answer(body, response));
});

function answer(body: string, response: ServerResponse): void {
  const { submission_id: id } = JSON.parse(body) as { submission_id: string };
  keep(id, body);
  const text = JSON.stringify({ ok: true, next: '/sent/', id });
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text);
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});
