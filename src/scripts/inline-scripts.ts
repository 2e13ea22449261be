/**
 * Scripts that must run before the first paint, so they are inline in the page; the build adds their hashes to the Content Security Policy.
 * They are text, as their bytes are part of every page.
 */

/** Placed in the head. Applies the colours chosen on this device; the system’s when storage is blocked. */
export const applyTheme = `try{const t=localStorage.theme;if(t)document.documentElement.dataset.theme=t}catch{}`;

/** Placed right after an element with data-opens and data-closes. Shows the state of the round by the clock, not by the day of the build. */
export const stateRound = `{const e=document.currentScript.previousElementSibling,d=e.dataset,n=Date.now(),s=d.roundState=n<Date.parse(d.opens)?'upcoming':n<Date.parse(d.closes)?'open':'closed';for(const c of e.children)c.hidden=c.dataset.when!=s}`;
