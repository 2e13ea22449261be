import { createHash } from 'node:crypto';

/** CSP sources of every script and style that stands inside a page, sorted. */
export interface InlineHashes {
  scripts: string[];
  styles: string[];
}

const element = /<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g;
/** A script with an address is a file; one with a data type is never run. */
const exempt = /\bsrc=|\btype="(?!module")/;

/** What stands inside pages and must be named one by one by a strict policy. */
export class InlineCode {
  readonly #bodies = { script: new Set<string>(), style: new Set<string>() };

  add(html: string): void {
    for (const [, name, attributes, body] of html.matchAll(element))
      if (name === 'style' || !exempt.test(attributes!)) this.#bodies[name as 'script' | 'style'].add(body!);
  }

  hashes(): InlineHashes {
    const hash = (body: string) => `sha256-${createHash('sha256').update(body).digest('base64')}`;
    const { script, style } = this.#bodies;
    return { scripts: [...script].map(hash).sort(), styles: [...style].map(hash).sort() };
  }
}
