/** Makes "Copy link" copy the tip's full address and confirm it. Without a clipboard it stays a link to the tip. */
export function copyLinks(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-copy]');
    // Undefined on plain HTTP, although its type does not say so.
    const { clipboard } = navigator as { clipboard?: Clipboard };
    if (!link || !clipboard) return;
    event.preventDefault();
    void clipboard.writeText(link.href).then(
      () => confirm(link, 'Copied'),
      () => location.assign(link.href),
    );
  });
}

function confirm(link: HTMLAnchorElement, words: string): void {
  const before = link.textContent;
  link.textContent = words;
  const status = document.createElement('span');
  status.role = 'status';
  link.before(status);
  status.append(words, ' ');
  link.hidden = true;
  setTimeout(() => {
    status.remove();
    link.textContent = before;
    link.hidden = false;
    link.focus({ preventScroll: true });
  }, 2000);
}
