import { Fragment } from 'preact';
import { breakPoints } from '#forms/break-points.ts';

/** Shows an answer, a paragraph for each of its lines. */
export const AnswerLines = ({ lines }: { lines: readonly string[] }) =>
  lines.map((line) => (
    <p key={line} dir="auto">
      {breakPoints(line).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </p>
  ));
