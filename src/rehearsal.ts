/**
 * A rehearsal shows the site as it will be at some instant: the server judges by that clock (`CLOCK`), and each page's own clock is moved
 * to it before anything else runs. Nothing of this is in a built page: the server, or the dev server, puts it there.
 */

/** Moves the page's clock to the instant that the element before says. A clock that was replaced already, as tests do, is left alone. */
export const rehearsalScript =
  "if(/native/.test(Function.prototype.toString.call(Date))){const l=Date.parse(document.currentScript.previousElementSibling.content)-Date.now();globalThis.Date=new Proxy(Date,{construct:(D,a)=>a.length?new D(...a):new D(D.now()+l),get:(D,k)=>k==='now'?()=>D.now()+l:D[k]})}";

/** What stands first in the head of a rehearsed page. */
export const rehearsalMarkup = (now: Date): string =>
  `<meta name="rehearsal" content="${now.toISOString()}"><script>${rehearsalScript}</script>`;
