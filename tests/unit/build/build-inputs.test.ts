import { describe, expect, it } from 'vitest';
import { buildInputs } from '#src/build/build-inputs.ts';
import { root } from '#src/commands/root.ts';

const noon = new Date('2026-12-01T12:00:00Z');
const inputs = (env: NodeJS.ProcessEnv, now = noon) => buildInputs(root, { env, now });

describe('what a build is made from', () => {
  it('is the same for the same files, settings and day', () => {
    expect(inputs({ PORT: '1', HOME: '/a' }, new Date('2026-12-01T18:00:00Z'))).toBe(inputs({ PORT: '2', HOME: '/b' }));
    expect(inputs({ SITE_URL: '' })).toBe(inputs({}));
  });

  it.each([{ SITE_URL: 'https://example.org' }, { PUBLIC_FORMSPREE_ASK: 'abc' }, { CLOCK: '2027-01-01T00:00:00Z' }])(
    'differs with %o',
    (env) => {
      expect(inputs(env)).not.toBe(inputs({}));
    },
  );

  it('differs on the next day in the site’s zone, on which content changes', () => {
    const [before, from, later] = ['2026-07-01T22:59:59Z', '2026-07-01T23:00:00Z', '2026-07-02T00:00:00Z'].map(
      (instant) => inputs({}, new Date(instant)),
    );
    expect(before).not.toBe(from);
    expect(later).toBe(from);
  });

  it('leaves out what it is told to', () => {
    expect(buildInputs(root, { env: {}, now: noon, ignore: ['content/**'] })).not.toBe(inputs({}));
  });
});
