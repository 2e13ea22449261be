/** Updates the state of every round on the page when it changes, and when the tab is shown again. */
export function followRounds(): void {
  const rounds = [...document.querySelectorAll<HTMLElement>('[data-opens]')];
  if (rounds.length === 0) return;
  const instants = rounds.flatMap(({ dataset }) => [Date.parse(dataset['opens']!), Date.parse(dataset['closes']!)]);
  let timer = 0;
  let lead = 0;
  const set = () => {
    const now = Date.now() + lead;
    for (const { dataset, children } of rounds) {
      const state =
        now < Date.parse(dataset['opens']!) ? 'upcoming' : now < Date.parse(dataset['closes']!) ? 'open' : 'closed';
      dataset['roundState'] = state;
      for (const words of children as Iterable<HTMLElement>) words.hidden = words.dataset['when'] !== state;
    }
    const next = Math.min(...instants.filter((instant) => instant > now));
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

/** Longest timer in milliseconds: browsers overflow past 2^31 ms, and one run a day costs nothing. */
const LONGEST = 86_400_000;
