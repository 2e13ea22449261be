import { useEffect, useState } from 'preact/hooks';
import type { RoundState } from '#forms/deadline.ts';
import type { FormElements } from '../dom/form-elements.ts';

/** The state of the round the form waits for, as the page above the form says at each instant; open where it waits for none. */
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
