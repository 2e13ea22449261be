import { Parser } from 'htmlparser2';

/** Attributes that hold one address. */
const holders = new Set(['href', 'src', 'action', 'formaction', 'poster']);

/** What Astro and Vite name themselves, with the base before it; no page or file of the site stands there. */
const builtPath = /^\/(?:_astro|@[\w-]+|node_modules|src|\.astro)\//;

/** A page whose addresses are written from the site's root, with the base put before each. */
export function htmlBelow(base: string, html: string): string {
  const places: number[] = [];
  const parser = new Parser({
    onattribute(name, value) {
      if (!holders.has(name) || !/^\/(?!\/)/.test(value)) return;
      if (value.startsWith(`${base}/`) && builtPath.test(value.slice(base.length))) return;
      // The first slash after the attribute's name is that of its value.
      places.push(html.indexOf('/', parser.startIndex));
    },
  });
  parser.end(html);
  const parts = places.map((place, index) => html.slice(places[index - 1] ?? 0, place));
  return [...parts, html.slice(places.at(-1) ?? 0)].join(base);
}
