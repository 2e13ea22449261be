import { Parser } from 'htmlparser2';

/** Attributes whose value is one address. */
const holders = new Set(['href', 'src', 'action', 'formaction', 'poster']);

/** Addresses that Astro and Vite write with the base already; the site has no page or file there. */
const builtPath = /^\/(?:_astro|@[\w-]+|node_modules|src|\.astro)\//;

/** Returns a page's HTML with the base before each address that starts at the site's root. */
export function htmlBelow(base: string, html: string): string {
  const places: number[] = [];
  const parser = new Parser({
    onattribute(name, value) {
      if (!holders.has(name) || !/^\/(?!\/)/.test(value)) return;
      if (value.startsWith(`${base}/`) && builtPath.test(value.slice(base.length))) return;
      // The first slash after the attribute's name begins its value.
      places.push(html.indexOf('/', parser.startIndex));
    },
  });
  parser.end(html);
  const parts = places.map((place, index) => html.slice(places[index - 1] ?? 0, place));
  return [...parts, html.slice(places.at(-1) ?? 0)].join(base);
}
