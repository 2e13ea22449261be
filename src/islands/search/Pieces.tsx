import type { Piece } from '../../search/query/sections.ts';

/** Renders text with the words that match the query marked. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}</>;
}
