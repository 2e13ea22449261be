/** An address on a page: of a link, picture, script or form. */
export interface PageLink {
  to: string;
  /** Returns the sentence around the link, '' in the page's head. Call it once the whole page is read. */
  sentence: () => string;
}

/** Collects the links of one page; a parser calls its methods. */
export interface LinkReader {
  /** In the order of the page. */
  links: readonly PageLink[];
  openTag(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  closeTag(name: string): void;
}

/** Elements beyond which a sentence does not reach. */
const blocks = new Set('p li dd dt td th h1 h2 h3 h4 nav form figcaption body'.split(' '));

export function linkReader(): LinkReader {
  const links: PageLink[] = [];
  const openBlocks = [{ name: '', text: '' }];
  let link: { words: string } | undefined;
  /** The name of the open element whose text readers do not see. */
  let hidden: string | undefined;
  return {
    links,
    openTag(name, attributes) {
      if (/^(?:script|style|svg)$/.test(name)) hidden ??= name;
      if (blocks.has(name)) openBlocks.push({ name, text: '' });
      const block = openBlocks.at(-1)!;
      for (const to of addressesOf(name, attributes)) {
        const added = { words: '' };
        links.push({ to, sentence: () => sentenceOf(block.text, added.words) });
        if (name === 'a') link = added;
      }
    },
    text(text) {
      if (hidden !== undefined) return;
      openBlocks.at(-1)!.text += text;
      if (link) link.words += text;
    },
    closeTag(name) {
      if (name === hidden) hidden = undefined;
      if (name === 'a') link = undefined;
      if (openBlocks.length > 1 && openBlocks.at(-1)!.name === name) openBlocks.pop();
    },
  };
}

/** Returns the addresses in an element's attributes; of the page's metadata, those for social cards. */
function addressesOf(name: string, attributes: Readonly<Record<string, string>>): string[] {
  const { href, src, action, formaction, poster, srcset, content, property } = attributes;
  const sets = srcset?.split(',').map((each) => each.trim().split(/\s/)[0]!) ?? [];
  const shared = name === 'meta' && /^og:(image|url)$/.test(property ?? '') ? content : undefined;
  return [href, src, action, formaction, poster, shared, ...sets].filter(
    (each) => each !== undefined && each !== '' && !/^(?:mailto|tel|sms|data|javascript):/i.test(each),
  ) as string[];
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();

function sentenceOf(text: string, words: string): string {
  const whole = folded(text);
  return whole.split(/(?<=[.!?])\s/).find((sentence) => sentence.includes(folded(words))) ?? whole;
}
