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
const script = `{let s;try{s=sessionStorage}catch{}
if(s){const k=history.state||'typed '+Date.now(),mark=()=>history.state||history.replaceState(k,''),is=document.currentScript.dataset.keep,sent=s.getItem('sent');
mark();addEventListener('hashchange',mark);
s.removeItem('sent');if(sent!=k)s.removeItem(sent);
if(is=='none')Object.keys(s).forEach(n=>n.startsWith('typed ')&&s.removeItem(n));
const t=JSON.parse(s.getItem(k)||'{}'),all=[...document.querySelectorAll('main :is(input,select,textarea)')],choice=e=>e.type=='checkbox'||e.type=='radio',
named=n=>all.filter(e=>e.name==n),take=n=>t[n]=named(n).flatMap(e=>choice(e)&&!e.checked?[]:[e.value]),put=()=>{try{s.setItem(k,JSON.stringify(t))}catch{}};
for(const n in t)named(n).forEach((e,i)=>{const d=e.closest('details');if(d)d.open=true;choice(e)?e.checked=t[n].includes(e.value):e.value=t[n][i]??e.value});
if(is=='all'){all.forEach(e=>e.name&&take(e.name));put()}
addEventListener('input',({target:{name:n}})=>{take(n);put()});
addEventListener('submit',()=>{try{s.setItem('sent',k)}catch{}})}}`;

/** The script, at the end of the page's body. @param kept what is typed; all of a form that came back with problems; or nothing of any page */
export const keepTypingHtml = (kept: 'typed' | 'all' | 'none'): Html =>
  raw(`<script data-keep="${kept}">${script}</script>`);

/** Its hash for the content security policy. */
export const keepTypingHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
