import { useState } from 'preact/hooks';

interface Props {
  onDelete: () => void;
}

/** Takes answers off a device that others use. Nothing else has them, so it asks once more, and where it was pressed is the way back. */
export function DeleteUnsent({ onDelete }: Props) {
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <button type="button" class="button quiet" onClick={() => setAsked(!isAsked)}>
        {isAsked ? 'Keep it' : 'Delete it from this device'}
      </button>
      {isAsked && (
        <button type="button" class="button quiet" onClick={onDelete}>
          Delete it unsent
        </button>
      )}
      <span role="status">{isAsked && 'It has not been sent.'}</span>
    </>
  );
}
