/**
 * Updates the state of every round on the page when it changes, and when the tab is shown again. scripts/inline-scripts.ts says the same before
 * the first paint.
 */
export function followRounds(): void {
  const rounds = [...document.querySelectorAll<HTMLElement>('[data-opens]')];
  if (rounds.length === 0) return;
  const at = (instant: string | undefined) => Date.parse(instant ?? '');
  const instants = rounds.flatMap(({ dataset }) =>
    [dataset['opens'], dataset['week'], dataset['day'], dataset['closes']].map(at),
  );
  let timer = 0;
  let lead = 0;
  const set = () => {
    const now = Date.now() + lead;
    let next = Math.min(...instants.filter((instant) => instant > now));
    for (const round of rounds) {
      const { dataset, children } = round;
      const state = now < at(dataset['opens']) ? 'upcoming' : now < at(dataset['closes']) ? 'open' : 'closed';
      const phase =
        state !== 'open' ? state : now >= at(dataset['day']) ? 'day' : now >= at(dataset['week']) ? 'week' : state;
      dataset['roundState'] = state;
      dataset['phase'] = phase;
      for (const words of children as Iterable<HTMLElement>) words.hidden = words.dataset['when'] !== phase;
      const left = round.querySelector('[data-left]');
      if (!left || phase !== 'day') continue;
      left.textContent = leftWords(Math.ceil((at(dataset['closes']) - now) / 60_000));
      next = Math.min(next, now + 60_000);
    }
    clearTimeout(timer);
    if (Number.isFinite(next)) timer = window.setTimeout(set, Math.min(next - now, LONGEST));
  };
  set();
  document.addEventListener('visibilitychange', set);
  // Sent by a form after comparing this device's clock with the server's.
  document.addEventListener('clock-lead', (event) => {
    lead = (event as CustomEvent<number>).detail;
    set();
  });
}

const leftWords = (minutes: number) =>
  minutes > 90 ? `${Math.round(minutes / 60)} hours` : minutes > 1 ? `${minutes} minutes` : '1 minute';

/** Longest timer in milliseconds: browsers overflow past 2^31 ms, and one run a day costs nothing. */
const LONGEST = 86_400_000;
