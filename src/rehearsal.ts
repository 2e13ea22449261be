/**
 * A rehearsal shows the site as it will be at some instant (`CLOCK`): the server uses that clock, and each page's clock is set to it before any
 * other script runs. The server or the dev server adds this script; a built page does not have it.
 */

/** Sets the page's clock to the instant in the element before the script, unless a test has replaced the clock. */
export const rehearsalScript =
  "if(/native/.test(Function.prototype.toString.call(Date))){const l=Date.parse(document.currentScript.previousElementSibling.content)-Date.now();globalThis.Date=new Proxy(Date,{construct:(D,a)=>a.length?new D(...a):new D(D.now()+l),get:(D,k)=>k==='now'?()=>D.now()+l:D[k]})}";

/** Returns the first elements in the head of a rehearsed page. */
export const rehearsalMarkup = (now: Date): string =>
  `<meta name="rehearsal" content="${now.toISOString()}"><script>${rehearsalScript}</script>`;
