/**
 * Scripts that must run before the first paint, so they are inline in the page; the build adds their hashes to the Content Security Policy.
 * They are text, as their bytes are part of every page.
 */
import { marksBehind } from '../meant-path.ts';

/** Placed in the head. Applies the colours chosen on this device; the system’s when storage is blocked. */
export const applyTheme = `try{const t=localStorage.theme;if(t)document.documentElement.dataset.theme=t}catch{}`;

/**
 * Placed in the 404 page. Goes to the page that is meant by an address with marks behind it, as `meantPath` does: nginx, Caddy and our
 * server redirect it themselves, other hosts only show this page.
 */
export const leadToMeant = `{const p=decodeURI(location.pathname),m=p.replace(/[${marksBehind}]+\\/?$/u,'');if(m&&m!=p)location.replace(m)}`;

/**
 * Placed in the head of the results page. When its address has a query, reads what every search needs while the page is still on its way; the page's
 * scripts and the search then find these files in the browser's cache. The build writes their addresses into the attribute `data-first`.
 */
export const loadSearch = `if(/[?&]q=[^&]/.test(location.search))for(const f of document.currentScript.dataset.first.match(/\\S+/g)||[])fetch(f).then(r=>r.arrayBuffer()).catch(()=>{})`;

/** Placed right after an element with data-opens and data-closes. Shows the state of the round by the clock, not by the day of the build. */
export const stateRound = `{const e=document.currentScript.previousElementSibling,d=e.dataset,n=Date.now(),a=Date.parse,s=d.roundState=n<a(d.opens)?'upcoming':n<a(d.closes)?'open':'closed',p=d.phase=s!='open'?s:n>=a(d.day)?'day':n>=a(d.week)?'week':s,m=Math.ceil((a(d.closes)-n)/6e4),l=e.querySelector('[data-left]');if(l)l.append(m>90?Math.round(m/60)+' hours':m>1?m+' minutes':'1 minute');for(const c of e.children)c.hidden=c.dataset.when!=p}`;
