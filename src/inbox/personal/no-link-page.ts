import { html } from 'hono/html';
import { theTeam } from '#forms/team.ts';
import type { Html } from '../pages/layout.ts';
import { personalPage } from './personal-page.ts';

/** The page for a link that does not work, whatever the reason. */
export const noLinkPage = (): Html =>
  personalPage({
    title: 'This link does not work',
    isPrivate: false,
    body: html`<p>It may be cut off, a newer link may have replaced it, or what it led to was erased.</p>
      <ul>
        <li>
          Open the link from the newest email that we sent you. Where a program cut it in two, copy the whole of it.
        </li>
        <li>Or <a href="/my/">have a new link sent to you</a>.</li>
        <li>Or <a href="/contact/">write to ${theTeam}</a>.</li>
      </ul>`,
  });
