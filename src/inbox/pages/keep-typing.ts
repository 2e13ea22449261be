import { createHash } from 'node:crypto';
import { raw } from 'hono/html';
import type { Html } from './layout.ts';

/**
 * Keeps what is typed on a page in this tab until it is sent, so that a reload or going back loses nothing: browsers forget it, and a phone reloads a
 * page that was in the background. Only what somebody touched is put back, over what the server has of the rest by then. A page that is opened anew
 * begins anew: each entry of the tab's history names what is kept for its page.
 */
const script = `{let s;try{s=sessionStorage}catch{}
if(s){const k=history.state||'typed '+Date.now(),mark=()=>history.state||history.replaceState(k,'');
mark();addEventListener('hashchange',mark);
const t=JSON.parse(s.getItem(k)||'{}'),choice=e=>e.type=='checkbox'||e.type=='radio',
named=n=>[...document.querySelectorAll('main :is(input,select,textarea)')].filter(e=>e.name==n&&e.type!='hidden');
for(const n in t)named(n).forEach((e,i)=>{const d=e.closest('details');if(d)d.open=true;choice(e)?e.checked=t[n].includes(e.value):e.value=t[n][i]??e.value});
addEventListener('input',({target:{name:n}})=>{t[n]=named(n).flatMap(e=>choice(e)&&!e.checked?[]:[e.value]);try{s.setItem(k,JSON.stringify(t))}catch{}});
addEventListener('submit',()=>s.removeItem(k))}}`;

/** The script, at the end of the page's body. */
export const keepTypingHtml: Html = raw(`<script>${script}</script>`);

/** Its hash for the content security policy. */
export const keepTypingHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
