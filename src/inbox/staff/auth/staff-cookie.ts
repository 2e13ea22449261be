import { baseOf } from '#src/address.ts';

/**
 * A cookie for staff pages, sent nowhere else. Over TLS its name has browsers refuse it from insecure connections; on a site that has its
 * host to itself, the name also binds it to this host. That prefix demands the path `/`, so a site below a path has the other.
 */
export function staffCookie(name: string, siteUrl: string) {
  const secure = siteUrl.startsWith('https:');
  const base = baseOf(siteUrl);
  const prefix = secure ? (base === '' ? '__Host-' : '__Secure-') : '';
  return { name: prefix + name, options: { path: `${base}/`, httpOnly: true, sameSite: 'Strict', secure } as const };
}
