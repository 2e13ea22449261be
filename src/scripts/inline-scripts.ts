/**
 * Scripts that must run before the first paint, so they stand in the page; the build puts their hashes into the policy.
 * Written as text because their bytes are part of every page.
 */

/** In the head: applies the colours chosen on this device; where storage is blocked, the system’s stay. */
export const applyTheme = `try{const t=localStorage.theme;if(t)document.documentElement.dataset.theme=t}catch{}`;

/** Right after an element with data-opens and data-closes: shows what is true by the clock, not on the day of the build. */
export const stateRound = `{const e=document.currentScript.previousElementSibling,d=e.dataset,n=Date.now(),s=d.roundState=n<Date.parse(d.opens)?'upcoming':n<Date.parse(d.closes)?'open':'closed';for(const c of e.children)c.hidden=c.dataset.when!=s}`;
