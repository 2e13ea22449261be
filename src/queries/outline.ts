/** A part of an article with an address of its own. */
export interface OutlineEntry {
  kind: 'challenge' | 'section' | 'tip';
  id: string;
  title: string;
}

/** A challenge or section with its tips. */
export interface OutlinePart extends OutlineEntry {
  tips: OutlineEntry[];
}

const openingTag = /<(Challenge|Section|Tip)\s([^>]*)>/g;
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

/**
 * Returns the parts of an article's MDX source in order.
 * @throws an error that names the tag when a part lacks its id or title
 */
export function outline(source: string): OutlinePart[] {
  const parts: OutlinePart[] = [];
  for (const [tag, name, attributes] of source.matchAll(openingTag)) {
    const id = attribute(attributes!, 'id');
    const title = attribute(attributes!, 'title');
    if (id === undefined || title === undefined)
      throw new Error(`${tag} needs an id and a title, both in double quotes.`);
    const place: OutlineEntry = { kind: name!.toLowerCase() as OutlineEntry['kind'], id, title };
    const part = parts.at(-1);
    if (place.kind !== 'tip') parts.push({ ...place, tips: [] });
    else if (part) part.tips.push(place);
    else throw new Error(`${tag} must stand inside a Challenge or a Section.`);
  }
  return parts;
}

/** Words a minute of a person who reads carefully on a phone. */
const PACE = 200;

/** Minutes by source, cached because an article is on many lists. */
const minutes = new Map<string, number>();

/** Returns the minutes to read an article's MDX source, at least one. */
export function readingMinutes(source: string): number {
  const known = minutes.get(source);
  if (known !== undefined) return known;
  const text = source.replace(/<[^>]+>/g, ' ');
  const found = Math.max(1, Math.round(text.split(/\s+/).filter(Boolean).length / PACE));
  minutes.set(source, found);
  return found;
}
