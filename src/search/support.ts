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

/** Words that only add weight: "i really just want to die". */
const weights =
  /\b(really|just|literally|actually|honestly|genuinely|totally|completely|absolutely|simply|fuck(?:ing|in)) /g;

/** Spellings that mean one thing, in the order in which they are read. */
const sameThing: readonly (readonly [RegExp, string])[] = [
  [/\b(do|does|did|could|would|should|is|are|was|were|has|have) not\b/g, '$1nt'],
  [/\b(can not|cannot|can t)\b/g, 'cant'],
  [/\bwill not\b/g, 'wont'],
  [/\bi am\b/g, 'im'],
  [/\b(he|she)s\b/g, '$1 is'],
  [/\btheyre\b/g, 'they are'],
  [/\bno[ -]one\b/g, 'noone'],
  [/\bwanna\b/g, 'want to'],
  [/\bgonna\b/g, 'going to'],
  [/\bany ?more\b|\bany longer\b/g, 'anymore'],
  [/\b(my|me) self\b/g, 'myself'],
  [/\bself-/g, 'self '],
  [weights, ''],
];

/** @param text `content/support.yaml`: of YAML it uses comments, keys and lists of plain lines, so that the browser needs no parser. */
export function supportMatcher(text: string): SupportMatcher {
  const lists = readLists(text);
  const groups = new Map((lists.get('groups') ?? []).map((line) => line.split(': ') as [string, string]));
  const figures = patterns(lists.get('figures') ?? [], groups);
  const phrases = kinds.map((kind) => [kind, patterns(lists.get(kind) ?? [], groups)] as const);
  const slips = [
    ...[...lists.values()]
      .flat()
      .join(' ')
      .matchAll(/~(\w+)/g),
  ].map(([, word]) => word!);

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
  const wordsIn = (part: string): string[] =>
    part.split('/').flatMap((word) => {
      const group = /^<(\w+)>$/.exec(word)?.[1];
      return group === undefined ? [word] : wordsIn(groups.get(group) ?? '');
    });
  return lines.map((line) => {
    const parts = line.split(' ').map((part) => {
      if (part === '..') return `(?:[^ |]+ ){0,${GAP}}`;
      const [, words = '', sign = ''] = /^(.*?)(\?|\/\$|\$)?$/.exec(part)!;
      const any = `(?:${wordsIn(words).map(forms).join('|')}) `;
      return { '': any, '?': `(?:${any})?`, $: `${any}$`, '/$': `(?:${any}|$)` }[sign];
    });
    return new RegExp(`(?<= )${parts.join('')}`);
  });
}

/** A word of a phrase as a pattern: `touch*` any that begins so, `cut+` its regular forms, `cry+` cries, cried, crying. */
function forms(written: string): string {
  const word = written.replace('~', '');
  if (!word.endsWith('+')) return word.replace('*', '\\S*');
  const stem = word.slice(0, -1);
  if (stem.endsWith('y')) return `${stem.slice(0, -1)}(?:y|ies|ied|ying)`;
  const base = stem.replace(/e$/, '');
  return `${base}(?:e|e?s|${base.at(-1)!}?(?:ed|ing))?`;
}
