import type { Field } from '../form.ts';
import { longestAddress, readHttps, type Site } from '../formats/web-address.ts';
import type { Spec } from './fields.ts';
import { characterWords } from './length-words.ts';
import { readAs } from './rules.ts';

/** A web address, of `site` if it is given. `format` is the problem for anything else. */
// @__NO_SIDE_EFFECTS__
export function webAddress({ site, format, ...spec }: Spec<{ site?: Site; format: string; missing: string }>): Field {
  const rule = readAs((text, refuse, { causes }) => {
    if (text.length > longestAddress)
      return refuse(`Your ${spec.subject} must be ${characterWords(longestAddress)} or fewer`);
    return readHttps(text, site) ?? refuse(causes?.link(text, site) ?? format);
  });
  return { kind: 'url', maxLength: longestAddress, inputMode: 'url', rule, ...spec };
}
