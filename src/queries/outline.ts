/** A place in an article that has an address of its own. */
export interface OutlineEntry {
  kind: 'challenge' | 'section' | 'tip';
  id: string;
  title: string;
}

/** A challenge or section with the tips that stand in it. */
export interface Part extends OutlineEntry {
  tips: OutlineEntry[];
}

const openingTag = /<(Challenge|Section|Tip)\s([^>]*)>/g;
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

/**
 * The parts of an article, read from its MDX source in order.
 * @throws when a part lacks its id or title, naming the tag.
 */
export function outline(source: string): Part[] {
  const parts: Part[] = [];
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

/** Words a minute of someone who reads on a phone to act on it. */
const PACE = 200;

/** Minutes by source: an article is on many lists. */
const minutes = new Map<string, number>();

/** Minutes to read an article's MDX source, at least one. */
export function readingMinutes(source: string): number {
  const known = minutes.get(source);
  if (known !== undefined) return known;
  const text = source.replace(/<[^>]+>/g, ' ');
  const found = Math.max(1, Math.round(text.split(/\s+/).filter(Boolean).length / PACE));
  minutes.set(source, found);
  return found;
}
