const files = import.meta.glob<string>('../drawings/*.svg', { query: '?raw', import: 'default', eager: true });

/** The drawings of src/drawings by name, as SVG. */
const drawings = new Map(
  Object.entries(files).map(([path, svg]) => [path.slice('../drawings/'.length, -'.svg'.length), svg.trim()]),
);

/** Returns a drawing. @throws when there is none of this name */
export function drawing(name: string): string {
  const svg = drawings.get(name);
  if (svg === undefined) throw new Error(`There is no drawing src/drawings/${name}.svg.`);
  return svg;
}

/** Returns the name of a tool's drawing: its own, or the one of all tools where it has none. */
export const toolArt = (id: string): string => (drawings.has(`tool-${id}`) ? `tool-${id}` : 'tools');
