/** Marks the section being read in the table of contents. */
export function followContents(): void {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.toc a')) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  if (links.size === 0) return;
  const sections = [...links.keys()];
  const mark = () => {
    const current = sections.findLast((section) => section.getBoundingClientRect().top < innerHeight / 3);
    for (const [section, link] of links) {
      if (section === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  // The current section can change only when a heading enters or leaves the upper third of the window.
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66%', threshold: [0, 1] });
  for (const section of sections) observer.observe(section.querySelector('h2, h3') ?? section);
}
