import type { MdxJsxAttributeNode, MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import { outline } from '../../../queries/outline.ts';
import { type FoundNode, lineOf, nodesOf } from '../document.ts';
import type { ContentFile } from '../files.ts';
import type { Finding } from '../finding.ts';
import type { Library } from '../library.ts';
import { instead, nearest } from '../nearest.ts';
import type { TextRule } from './rule.ts';

type Tag = MdxJsxFlowElement | MdxJsxTextElement;

/** Parts with an address, and the parts that must contain them; empty for those at the top level. */
const holders: Record<string, readonly string[]> = { Challenge: [], Section: [], Tip: ['Challenge', 'Section'] };

/** Parts that must have text. */
const texts = [
  ...Object.keys(holders),
  'Checklist',
  'Steps',
  'Boxes',
  'Questions',
  'Callout',
  'Example',
  'TryItNow',
  'TeamNote',
  'Voice',
];

/** Callouts in an article, at most. */
const CALLOUTS = 2;

/** Checks the tags of an article: their names, places, values and content. */
export const parts: TextRule = (tree, file, library) => {
  const collection = file.path.startsWith('content/guidance/') ? 'guidance' : 'pages';
  const tags = nodesOf(tree, 'mdxJsxFlowElement', 'mdxJsxTextElement') as FoundNode<Tag>[];
  const about: Finding[] = tags.flatMap((tag) =>
    [
      ...aboutName(tag, library.components[collection], collection),
      ...aboutPlace(tag),
      ...aboutValues(tag, library),
      ...aboutOtherValues(tag, library),
    ].map((text) => ({ line: lineOf(tag.node, file), text: `<${tag.node.name}> ${text}` })),
  );
  const callouts = tags.filter(({ node }) => node.name === 'Callout');
  if (callouts.length > CALLOUTS) {
    const text = `<Callout> is number ${callouts.length} of this article; ${CALLOUTS} at most stand out.`;
    about.push({ line: lineOf(callouts.at(-1)!.node, file), text, advice: true });
  }
  return about.some(({ advice }) => !advice) ? about : [...about, ...addresses(file)];
};

/** Requires that the outline can be read from the source and that no id occurs twice. */
function addresses({ body, above }: ContentFile): Finding[] {
  try {
    const ids = outline(body).flatMap((part) => [part.id, ...part.tips.map(({ id }) => id)]);
    const twice = new Set([...ids, 'try-it-now'].filter((id, index, all) => all.indexOf(id) !== index));
    const lines = body.split('\n');
    return [...twice].map((id) => ({
      line: lines.findLastIndex((line) => line.includes(`id="${id}"`)) + 1 + above,
      text: `the id "${id}" stands twice; every place in an article needs its own. Write another one here.`,
    }));
  } catch (error) {
    return [{ text: (error as Error).message }];
  }
}

function aboutName({ node }: FoundNode<Tag>, known: readonly string[], collection: string): string[] {
  const name = node.name ?? '';
  if (known.includes(name)) return [];
  if (/^[a-z]/.test(name)) return collection === 'pages' ? [] : ['is HTML. Write Markdown in its place.'];
  const guess = nearest(name, known);
  const hint = guess === undefined ? `There are: ${known.join(', ')}.` : `Did you mean <${guess}>?`;
  return [`is no part of an article. ${hint}`];
}

/** Parts that are used within a sentence. */
const inText = new Set(['Fact', 'GraduateExample', 'GraduateYears']);

function aboutPlace({ node, within }: FoundNode<Tag>): string[] {
  const name = node.name ?? '';
  if (node.type === 'mdxJsxTextElement' && /^[A-Z]/.test(name) && !inText.has(name)) {
    return [`stands in a line of text. Put <${name}> and </${name}> on lines of their own.`];
  }
  const held = holders[name];
  const outer = within.map(nameOf).findLast((each) => each !== undefined);
  if (!held || (outer === undefined && held.length === 0)) return [];
  if (outer === undefined) return [`must stand inside a <${held.join('> or a <')}>.`];
  return held.includes(outer) ? [] : [`stands inside <${outer}>. Write </${outer}> before it.`];
}

const nameOf = (node: object) => ('name' in node && typeof node.name === 'string' ? node.name : undefined);

function aboutValues({ node }: FoundNode<Tag>, { figures, files }: Library): string[] {
  const name = node.name ?? '';
  const value = (key: string) => {
    const attribute = node.attributes.find((each): each is MdxJsxAttributeNode => 'name' in each && each.name === key);
    return typeof attribute?.value === 'string' ? attribute.value : undefined;
  };
  if (name === 'Figure') return oneOf('name', value('name'), figures, 'src/components/article/figures');
  if (name === 'Fact')
    return oneOf(
      'id',
      value('id'),
      files.facts.map(({ id }) => id),
      'content/facts',
    );
  const holds = node.children.some((child) => child.type !== 'text' || child.value.trim() !== '');
  const empty = holds || !texts.includes(name) ? [] : ['is empty. Write its text, or take it out.'];
  if (name === 'Voice') return [...empty, ...aboutVoice(value)];
  if (!(name in holders)) return empty;
  const id = value('id');
  const title = value('title');
  return [
    ...(id === undefined || id === '' ? ['needs an id, as in id="ask-for-an-example".'] : []),
    ...(id && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
      ? [`has the id "${id}"; write small letters, digits and single hyphens.`]
      : []),
    ...(title === undefined || title.trim() === '' ? ['needs a title, as in title="Ask for an example".'] : []),
    ...(title?.includes('>') ? ['has > in its title. Use a word.'] : []),
    ...empty,
  ];
}

/** Nobody's words are shown without a name, what they do, and the day on which they gave leave. */
function aboutVoice(value: (key: string) => string | undefined): string[] {
  const missing = ['name', 'work'].filter((key) => !value(key)?.trim());
  const leave = value('leave') ?? '';
  return [
    ...missing.map((key) => `needs the person's ${key}, as in ${key}="${key === 'name' ? 'Sam' : 'editor'}".`),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(leave) && !Number.isNaN(Date.parse(leave))
      ? []
      : ['needs the day on which the person agreed that their words are shown, as in leave="2026-11-02".']),
  ];
}

/** Reports values that a part does not take, because the build ignores them silently. */
function aboutOtherValues({ node }: FoundNode<Tag>, { values }: Library): string[] {
  const known = values.get(node.name ?? '');
  if (known === undefined) return [];
  const names = node.attributes.flatMap((each) => ('name' in each ? [each.name] : []));
  return names
    .filter((name) => !known.includes(name))
    .map((name) =>
      known.length === 0
        ? `takes no values. Take ${name} out.`
        : `takes no value called "${name}".${instead(name, known)}`,
    );
}

function oneOf(key: string, value: string | undefined, known: readonly string[], folder: string): string[] {
  if (value === undefined) return [`needs its ${key}, as in ${key}="${known[0] ?? '…'}".`];
  if (known.includes(value)) return [];
  return [`names "${value}", which is not in ${folder}.${instead(value, known)}`];
}
