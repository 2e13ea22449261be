/**
 * `node bare.ts [DATABASE]` is the smallest server for submissions: it validates one by the form's rules, then stores
 * it with one commit and one wait for the disk, or not at all.
 */
import { createServer, type ServerResponse } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import type { RawAnswers } from '../../src/forms/answers/answers.ts';
import { ask } from '../../src/forms/ask.ts';
import { readSubmission } from '../../src/forms/submission.ts';
import { validateForm } from '../../src/forms/validate.ts';

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
  const { answers, envelope } = readSubmission(ask, JSON.parse(body) as RawAnswers);
  const judged = validateForm(ask, answers, { now: new Date(), phones: undefined });
  const id = envelope.submissionId;
  if (!judged.ok || id === undefined) {
    response.writeHead(422).end();
    return;
  }
  keep(id, JSON.stringify(judged.answers));
  const text = JSON.stringify({ ok: true, next: '/sent/', id });
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text);
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});
