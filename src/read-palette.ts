import { readFileSync } from 'node:fs';

/** Reads the colours of palette.css by name, for pictures and mails, which no style sheet of the site reaches. */
export function readPalette(): (name: string) => string {
  const css = readFileSync('src/theme/palette.css', 'utf8');
  const colours = new Map([...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value!]));
  return (name) => {
    const colour = colours.get(name);
    if (colour === undefined) throw new Error(`src/theme/palette.css declares no --${name}.`);
    return colour;
  };
}
