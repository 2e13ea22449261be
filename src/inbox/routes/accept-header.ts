/**
 * Returns the names in an Accept or Accept-Encoding header, in lower case, with their weights (RFC 9110, 12.4.2). A
 * weight of 0 is a refusal; an unreadable weight counts as 1.
 */
export function parseAcceptHeader(header: string | null | undefined): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (name === '') continue;
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = quality !== undefined && /^[01](\.\d*)?$/.test(quality) ? Number(quality) : 1;
    weights.set(name, Math.max(weights.get(name) ?? 0, weight));
  }
  return weights;
}
