import { exitPages } from '#forms/eligibility/exits.ts';
import type { Exit } from '#forms/form.ts';
import { Words } from '../dom/Words.tsx';
import { Panel } from '../dom/Panel.tsx';

/** Tells an applicant who cannot apply why, and what to do instead. */
export function ExitPage({ exit }: { exit: Exit }) {
  const { title, body, links } =
    import.meta.env.BASE_URL === '/' ? exitPages[exit.page] : withBase(exitPages[exit.page]);
  return (
    <Panel title={title} voice="ask">
      <p data-exit>
        <Words>{`${exit.reason}.`}</Words>
      </p>
      {body.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <ul>
        {links.map(({ href, text, detail }) => (
          <li key={href}>
            <a href={href}>{text}</a>. {detail}
          </li>
        ))}
      </ul>
      <p class="actions">
        <button type="button" class="button quiet" onClick={() => history.back()}>
          Change my answer
        </button>
      </p>
    </Panel>
  );
}

/** Returns the page with the site's base path in its links. */
const withBase = (page: (typeof exitPages)[Exit['page']]) => ({
  ...page,
  links: page.links.map((link) => ({ ...link, href: import.meta.env.BASE_URL + link.href.slice(1) })),
});
