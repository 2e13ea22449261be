import { Letters } from './glyph-text.ts';

export interface CardWords {
  title: string;
  /** The words in the smaller shape, like "5 tips, 6 minutes". */
  answer: string;
  /** The site's name. */
  site: string;
}

/** The palette's colours that a card uses. */
export type CardColours = Readonly<Record<'paper' | 'ink' | 'plum' | 'marigold', string>>;

/** Size that previews show without cropping, from the guides of the networks that show them (https://ogp.me). */
export const CARD = { width: 1200, height: 630 } as const;

const edge = 60;
const titleSizes = [
  { size: 88, lines: 3 },
  { size: 76, lines: 3 },
  { size: 66, lines: 4 },
  { size: 56, lines: 4 },
];

/** The place of the site's mark, to the left of the name in the last line, which is below the answer, however long both are. */
export const MARK = { left: edge, top: 556, size: 48 } as const;

/** Returns the mark of a site that brings none of its own: a question and an answer in its colours. */
export const drawMark = ({ plum, marigold }: Pick<CardColours, 'plum' | 'marigold'>): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="${plum}" d="M12 1a11 11 0 0 1 0 22H1V12A11 11 0 0 1 12 1Z"/><path fill="${marigold}" d="M25 13a8.5 8.5 0 0 0 0 17h6.5v-8.5A8.5 8.5 0 0 0 25 13Z"/></svg>`;

/** Returns the outline of a speech bubble: rounded except for one lower corner. */
function bubble(x: number, y: number, width: number, height: number, radius: number, from: 'left' | 'right'): string {
  const [right, bottom] = [x + width, y + height];
  const corner = (px: number, py: number) => `A${radius} ${radius} 0 0 1 ${px} ${py}`;
  const lower =
    from === 'left'
      ? `V${bottom - radius}${corner(right - radius, bottom)}H${x}`
      : `V${bottom}H${x + radius}${corner(x, bottom - radius)}`;
  return `M${x + radius} ${y}H${right - radius}${corner(right, y + radius)}${lower}V${y + radius}${corner(x + radius, y)}Z`;
}

/** Returns the card as SVG. It has shapes only, so it does not depend on the machine's fonts. */
export function drawCard({ title, answer, site }: CardWords, colours: CardColours): string {
  const { bold, text } = fonts();
  const asked = { x: edge, y: 48, width: 1048, height: 412 };
  const { lines, size } = bold.fit(title, { width: asked.width - 116, sizes: titleSizes });
  const leading = Math.round(size * 1.12);
  // The answer covers the lowest tenth, so the title is centred in the rest.
  const first = asked.y + (asked.height * 0.9 - lines.length * leading) / 2 + size * 0.88;
  const said = { width: Math.round(text.width(answer, 40)) + 104, y: asked.y + asked.height - 44, height: 124 };
  const saidX = CARD.width - edge + 14 - said.width;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD.width} ${CARD.height}">`,
    `<path fill="${colours.paper}" d="M0 0H${CARD.width}V${CARD.height}H0Z"/>`,
    `<path fill="${colours.plum}" d="${bubble(asked.x, asked.y, asked.width, asked.height, 64, 'left')}"/>`,
    ...lines.map((line, index) => bold.line(line, asked.x + 58, first + index * leading, size, colours.paper)),
    `<path fill="${colours.marigold}" stroke="${colours.paper}" stroke-width="14" d="${bubble(saidX, said.y, said.width, said.height, 56, 'right')}"/>`,
    text.line(answer, saidX + 52, said.y + 76, 40, colours.ink),
    bold.line(site, edge + 66, 592, 36, colours.ink),
    '</svg>',
  ].join('');
}

/** Returns the characters of these words that the card's font cannot draw. */
export const undrawable = ({ title, answer, site }: CardWords): string[] => fonts().bold.missing(title + answer + site);

let loaded: { bold: Letters; text: Letters } | undefined;
/** Loads the fonts for the first card: a build without cards needs none. */
const fonts = () => (loaded ??= { bold: new Letters(700), text: new Letters(400) });
