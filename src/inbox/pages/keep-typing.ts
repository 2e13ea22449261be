import { createHash } from 'node:crypto';
import { raw } from 'hono/html';
import type { Html } from './layout.ts';

/**
 * Keeps what is typed on a page in this tab until it is sent, so that a reload or going back loses nothing: browsers forget it, and a phone reloads a
 * page that was in the background. Only what somebody touched is put back, over what the server has of the rest by then. A page that is opened anew
 * begins anew: each entry of the tab's history names what is kept for its page. A form is sent when another page has come; until then it may come back.
 *
 * A form that came back with problems is the answer to what was sent, which the browser would have to send again: all of it is kept at once, with
 * what it says of the answers that it was drawn from. Once an application is erased, nothing is kept in the tab at all.
 */
const script = `(() => {
  const kept = document.currentScript.dataset.keep;
  let storage;
  try {
    storage = sessionStorage;
  } catch {}
  if (!storage) return;

  const key = history.state || 'typed ' + Date.now();
  const nameEntry = () => history.state || history.replaceState(key, '');
  nameEntry();
  addEventListener('hashchange', nameEntry);

  const sent = storage.getItem('sent');
  storage.removeItem('sent');
  if (sent !== key) storage.removeItem(sent);
  if (kept === 'none')
    for (const name of Object.keys(storage)) if (name.startsWith('typed ')) storage.removeItem(name);

  const typed = JSON.parse(storage.getItem(key) || '{}');
  const store = (name, text) => {
    try {
      storage.setItem(name, text);
    } catch {}
  };
  const controls = [...document.querySelectorAll('main :is(input, select, textarea)')];
  const controlsOf = (name) => controls.filter((control) => control.name === name);
  const isChoice = ({ type }) => type === 'checkbox' || type === 'radio';
  const take = (name) => {
    const answered = controlsOf(name).filter((control) => !isChoice(control) || control.checked);
    typed[name] = answered.map(({ value }) => value);
  };

  for (const name in typed)
    controlsOf(name).forEach((control, index) => {
      const folded = control.closest('details');
      if (folded) folded.open = true;
      if (isChoice(control)) control.checked = typed[name].includes(control.value);
      else control.value = typed[name][index] ?? control.value;
    });
  if (kept === 'all') {
    for (const { name } of controls) if (name) take(name);
    store(key, JSON.stringify(typed));
  }
  addEventListener('input', ({ target: { name } }) => {
    take(name);
    store(key, JSON.stringify(typed));
  });
  addEventListener('submit', () => store('sent', key));
})()`;

/** The script, at the end of the page's body. @param kept what is typed; all of a form that came back with problems; or nothing of any page */
export const keepTypingHtml = (kept: 'typed' | 'all' | 'none'): Html =>
  raw(`<script data-keep="${kept}">${script}</script>`);

/** Its hash for the content security policy. */
export const keepTypingHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
