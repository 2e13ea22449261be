import { describe, expect, it } from 'vitest';
import { isPublic } from '../../../src/queries/neighbours.ts';

const article = (draft: boolean, published: string) => ({ data: { draft, published: new Date(published) } });

describe('the public articles', () => {
  it('do not include a draft, however old', () => {
    expect(isPublic(article(true, '2020-01-01'), new Date('2026-11-24'))).toBe(false);
  });

  it('include an article from the day of its publication', () => {
    const coming = article(false, '2026-11-25');
    expect(isPublic(coming, new Date('2026-11-24T23:59:59Z'))).toBe(false);
    expect(isPublic(coming, new Date('2026-11-25T00:00:00Z'))).toBe(true);
  });
});
