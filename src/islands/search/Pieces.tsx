import type { Piece } from '../../search/query/sections.ts';

/** Text with the words that answer the query marked. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}</>;
}
