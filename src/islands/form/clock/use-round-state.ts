import { useEffect, useState } from 'preact/hooks';
import type { RoundState } from '#forms/dates/deadline.ts';
import type { FormElements } from '../dom/form-elements.ts';

/** Returns the state of the form's round, followed as `scripts/round-state.ts` writes it into the page; `open` for a form without a round. */
export function useRoundState({ root }: FormElements): RoundState {
  const gate = root.parentElement?.querySelector<HTMLElement>('.gate');
  const stateOf = () => (gate?.dataset['roundState'] ?? 'open') as RoundState;
  const [state, setState] = useState(stateOf);
  useEffect(() => {
    if (!gate) return;
    const observer = new MutationObserver(() => setState(stateOf()));
    observer.observe(gate, { attributeFilter: ['data-round-state'] });
    return () => observer.disconnect();
  }, [gate]);
  return state;
}
