/**
 * Where forms are posted when that is not this site: the origin of `PUBLIC_FORMS_ENDPOINT`.
 * @throws when it is no http(s) address.
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
