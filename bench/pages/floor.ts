import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { htmlOf, pages, textOf } from '../../tests/support/site.ts';
import type { Scope } from '../support/scope.ts';

const article = '/guidance/virtual-mentoring/';

const style =
  'body{max-width:65ch;margin:0 auto;padding:1rem;font:1.1rem/1.6 system-ui,sans-serif}h1,h2,h3{line-height:1.2}' +
  'header,footer,nav{padding:1rem 0}a{color:#215}img{max-width:100%}';

/** Elements that are kept; of all others, only the content remains. */
const kept = new Set('h1 h2 h3 h4 p ul ol li strong em blockquote figcaption table thead tbody tr th td'.split(' '));

/** Returns the smallest page of an article: its bare HTML, a small style sheet, header, footer and contents. */
export function floorPage(): string {
  const page = pages.find(({ path }) => path === article)!;
  const main = /<main[\s\S]*?<\/main>/.exec(htmlOf(page))![0];
  const body = main
    .replace(/<(script|style|svg|nav|template)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<(\/?)([a-z0-9]+)\b([^>]*)>/g, (_, end: string, name: string, rest: string) => {
      if (name === 'a') return end === '' ? `<a href="${/href="([^"]*)"/.exec(rest)?.[1] ?? ''}">` : '</a>';
      const id = end === '' && /^h[23]$/.test(name) ? (/ id="[^"]*"/.exec(rest)?.[0] ?? '') : '';
      return kept.has(name) ? `<${end}${name}${id}>` : '';
    })
    .replace(/\s+/g, ' ');
  const contents = [...body.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g)].map(
    ([, id, heading]) => `<li><a href="#${id}">${textOf(heading!)}</a>`,
  );
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<meta name="description" content="Floor"><title>Floor</title><style>${style}</style>` +
    `<header><a href="/">Mentoring</a></header><nav><ul>${contents.join('')}</ul></nav><main>${body}</main><footer><a href="/">Home</a></footer>`
  );
}

/** Serves the floor page, compressed, and returns its address. */
export async function serveFloor({ atEnd }: Scope): Promise<URL> {
  const body = brotliCompressSync(floorPage());
  const server = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(204).end();
    response
      .writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'br', 'Content-Length': body.length })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}
