/**
 * Returns the origins that forms may be sent to besides this site, from `PUBLIC_FORMS_ENDPOINT`.
 * @throws when it is not an http(s) address
 */
export function formsOrigins(endpoint = process.env['PUBLIC_FORMS_ENDPOINT'] ?? ''): {
  formAction: string[];
  connect: string[];
} {
  if (endpoint === '') return { formAction: [], connect: [] };
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new Error(
      `PUBLIC_FORMS_ENDPOINT is "${endpoint}"; it must be an address like https://formspree.io, or empty.`,
    );
  const { origin } = new URL(endpoint);
  return { formAction: [origin], connect: [origin] };
}
