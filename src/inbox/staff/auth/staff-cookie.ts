import { baseOf } from '#src/address.ts';

/**
 * Returns name and options of a cookie for this site only. With TLS the prefix `__Secure-` makes browsers refuse the cookie from insecure
 * connections. `__Host-` also binds it to this host, but demands the path `/`, so a site below a path gets `__Secure-`.
 */
export function staffCookie(name: string, siteUrl: string) {
  const secure = siteUrl.startsWith('https:');
  const base = baseOf(siteUrl);
  const prefix = secure ? (base === '' ? '__Host-' : '__Secure-') : '';
  return { name: prefix + name, options: { path: `${base}/`, httpOnly: true, sameSite: 'Strict', secure } as const };
}
