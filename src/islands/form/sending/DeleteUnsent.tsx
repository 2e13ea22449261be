import { useState } from 'preact/hooks';
import { Words } from '../dom/Words.tsx';

interface Props {
  onDelete: () => void;
}

/** Deletes an unsent submission from a shared device. No copy exists elsewhere, so a second button confirms it. */
export function DeleteUnsent({ onDelete }: Props) {
  const [isConfirming, setConfirming] = useState(false);
  return (
    <>
      <button type="button" class="button quiet" onClick={() => setConfirming(!isConfirming)}>
        <Words>{isConfirming ? 'Keep it' : 'Delete it from this device'}</Words>
      </button>
      {isConfirming && (
        <button type="button" class="button quiet" onClick={onDelete}>
          Delete it unsent
        </button>
      )}
      <span role="status">
        <Words>{isConfirming && 'It has not been sent.'}</Words>
      </span>
    </>
  );
}
