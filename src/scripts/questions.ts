/** Unfolds the question that the address names. Browsers unfold only what the address names inside an answer. */
export function openNamedQuestion(): void {
  const headings = [...document.querySelectorAll('summary > [id]')];
  // Not by :target, which may be set after this script has run.
  const open = () =>
    headings
      .find(({ id }) => [id, encodeURIComponent(id)].includes(location.hash.slice(1)))
      ?.closest('details')
      ?.setAttribute('open', '');
  open();
  addEventListener('hashchange', open);
}
