import { distance } from './spelling.ts';
import { fold } from './words.ts';

/**
 * Whom a query is worried about: its writer ("self"), somebody else ("other"), or someone who does harm to the writer ("harm"). All bring up the
 * same box. The phrases are `content/support.yaml`, which says how they are written.
 */
export type SupportKind = 'self' | 'other' | 'harm';

const kinds: readonly SupportKind[] = ['self', 'other', 'harm'];

/** Tells whether a query speaks of danger or distress, and of whose. */
export type SupportMatcher = (query: string) => SupportKind | null;

/** Longest stretch that `..` stands for, in words. */
const GAP = 3;
/** One slip: two letters swapped, one missing, doubled, extra or replaced by a neighbour. */
const ONE_SLIP = 1;

/** Spellings that mean one thing, in the order in which they are read. */
const sameThing: readonly (readonly [RegExp, string])[] = [
  [/\bdo not\b/g, 'dont'],
  [/\bdoes not\b/g, 'doesnt'],
  [/\bdid not\b/g, 'didnt'],
  [/\b(can not|cannot|can t)\b/g, 'cant'],
  [/\bcould not\b/g, 'couldnt'],
  [/\bwill not\b/g, 'wont'],
  [/\bis not\b/g, 'isnt'],
  [/\bi am\b/g, 'im'],
  [/\bany ?more\b|\bany longer\b/g, 'anymore'],
  [/\b(my|me) self\b/g, 'myself'],
  [/\bself-/g, 'self '],
];

/** @param text `content/support.yaml`: of YAML it uses comments, keys and lists of plain lines, so that the browser needs no parser. */
export function supportMatcher(text: string): SupportMatcher {
  const lists = readLists(text);
  const groups = new Map((lists.get('groups') ?? []).map((line) => line.split(': ') as [string, string]));
  const figures = patterns(lists.get('figures') ?? [], groups);
  const phrases = kinds.map((kind) => [kind, patterns(lists.get(kind) ?? [], groups)] as const);
  const slips = [...text.matchAll(/~(\w+)/g)].map(([, word]) => word!);

  return (query) => {
    const read = figures.reduce((left, figure) => left.replace(figure, ' | '), normalise(query, slips));
    return phrases.find(([, list]) => list.some((phrase) => phrase.test(read)))?.[0] ?? null;
  };
}

function readLists(text: string): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  let list: string[] = [];
  for (const line of text.split('\n')) {
    const key = /^(\w+):$/.exec(line)?.[1];
    const item = /^ +- (.+)$/.exec(line)?.[1];
    if (key) lists.set(key, (list = []));
    else if (item) list.push(item.trim());
  }
  return lists;
}

/** A query as words with single spaces around each, its slips in the given words put right. */
function normalise(query: string, slips: readonly string[]): string {
  let text = fold(query).replace(/[^\p{L}\p{N}-]+/gu, ' ');
  for (const [pattern, words] of sameThing) text = text.replace(pattern, words);
  const words = text.replaceAll('-', ' ').split(' ').filter(Boolean);
  return ` ${words.map((word) => slips.find((right) => isSlip(word, right)) ?? word).join(' ')} `;
}

function isSlip(word: string, right: string): boolean {
  return word.length >= 5 && right.startsWith(word.charAt(0)) && distance(word, right, ONE_SLIP) <= ONE_SLIP;
}

function patterns(lines: readonly string[], groups: ReadonlyMap<string, string>): RegExp[] {
  return lines.map((line) => {
    const parts = line.split(' ').map((part) => {
      if (part === '..') return `(?:\\S+ ){0,${GAP}}`;
      const end = part.endsWith('$') ? '$' : '';
      const group = /^<(\w+)>$/.exec(part)?.[1];
      const words = (group === undefined ? part : (groups.get(group) ?? '')).replace(/[~$]/g, '').split('/');
      return `(?:${words.map((word) => word.replace('*', '\\S*')).join('|')}) ${end}`;
    });
    return new RegExp(`(?<= )${parts.join('')}`);
  });
}
