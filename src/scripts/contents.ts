/** Marks, in the table of contents, the part being read. */
export function followContents(): void {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.toc a')) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) links.set(part, link);
  }
  if (links.size === 0) return;
  const parts = [...links.keys()];
  const mark = () => {
    const reading = parts.findLast((part) => part.getBoundingClientRect().top < innerHeight / 3);
    for (const [part, link] of links) {
      if (part === reading) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  // A part's top crosses the upper third, or is left by it: the only moments at which the answer changes.
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66%', threshold: [0, 1] });
  for (const part of parts) observer.observe(part.querySelector('h2, h3') ?? part);
}
