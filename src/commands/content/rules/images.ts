import { posix } from 'node:path';
import { lineOf, nodesOf } from '../document.ts';
import type { TextRule } from './rule.ts';

/** Characters of a description, at most: the rest belongs in the text. */
const ALT_MAX = 160;

/** Requires that every picture has a description and lies beside the file. */
export const images: TextRule = (tree, file, { exists }) =>
  nodesOf(tree, 'image').flatMap(({ node }) => {
    const alt = (node.alt ?? '').trim();
    const texts = [
      ...aboutAlt(alt, node.url),
      ...aboutAddress(node.url, exists(posix.join(posix.dirname(file.path), node.url))),
    ];
    return texts.map((text) => ({ line: lineOf(node, file), text: `the picture ${node.url} ${text}` }));
  });

function aboutAlt(alt: string, url: string): string[] {
  const name = posix.basename(url);
  if (alt === '') return ['has no description. Say what it shows: ![Two people at a laptop](…).'];
  if (alt === name || /\.(jpe?g|png|webp|avif|gif|svg)$/i.test(alt)) {
    return [`has the name of its file for a description ("${alt}"). Say what it shows.`];
  }
  if (/^(an? |the )?(image|picture|photo|photograph|graphic|screenshot) (of|showing)\b/i.test(alt)) {
    return [
      `has a description that begins "${alt.split(' ').slice(0, 3).join(' ')}"; a reader knows that. Say what it shows.`,
    ];
  }
  if (alt.length > ALT_MAX) {
    return [
      `has a description of ${alt.length} characters; it must be ${ALT_MAX} or fewer. Put the rest into the text.`,
    ];
  }
  return [];
}

function aboutAddress(url: string, exists: boolean): string[] {
  if (/^([a-z]+:)?\/\//i.test(url))
    return ['lies on another site. Save it beside the article and write ./its-name.jpg.'];
  if (!url.startsWith('./'))
    return ['must lie beside the article, and its address begin with ./ as in ./its-name.jpg.'];
  return exists ? [] : ['is not there. Put the file beside index.mdx, or mend its name; capitals count.'];
}
