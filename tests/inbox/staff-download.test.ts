import { describe, expect, it } from 'vitest';
import { forms } from '#forms/registry.ts';
import { exportLines } from '#inbox/services/export.ts';
import { openWork } from './support/work.ts';

describe('the download', () => {
  it('sends the list to an admin as a file, and records it', async () => {
    const work = await openWork('lee');
    await work.sent('ask', { fullName: '=HYPERLINK("https://evil.example")' });
    await work.sent('mentee');
    const csv = await work.save('/inbox/export/', { view: 'form=ask', format: 'csv' });
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="ask-2027-01-15.csv"');
    expect(csv.headers.get('cache-control')).toBe('no-store');
    const bytes = new Uint8Array(await csv.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const ndjson = await (await work.save('/inbox/export/', { view: '', format: 'ndjson' })).text();
    expect(
      ndjson
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { form: string }).form),
    ).toEqual(['ask', 'mentee']);
    const recorded = await work.store.auditOf('ask');
    expect(recorded).toMatchObject([{ actor: 'staff:lee', action: 'exported', detail: 'as csv' }]);
  });

  it('has those only whom the list shows by their answers or by dates', async () => {
    const work = await openWork('lee');
    await work.sent('mentee', { fullName: 'Ada Example', sectors: 'law' });
    await work.sent('mentee', { fullName: 'Kit Example', sectors: 'music', email: 's7654321@my.northbridge.example' });
    await work.sent('mentor', { fullName: 'Grace Example', sectors: 'law' });
    const names = async (view: string) => {
      const lines = (await (await work.save('/inbox/export/', { view, format: 'ndjson' })).text()).trim().split('\n');
      return lines.map((line) => (JSON.parse(line) as { answers: { fullName: string } }).answers.fullName);
    };
    expect(await names('sector=law')).toEqual(['Ada Example', 'Grace Example']);
    expect(await names('q=kit')).toEqual(['Kit Example']);
    expect(await names('concerned=2026-27,closes')).toEqual(['Ada Example', 'Kit Example']);
    const page = await work.read('/inbox/?q=kit');
    expect(page).toContain('name="view" value="q=kit"');
  });

  it('is for admins only', async () => {
    const work = await openWork('kim');
    await work.sent('ask');
    expect(await work.read('/inbox/')).not.toContain('Download');
    expect((await work.save('/inbox/export/', { view: '', format: 'csv' })).status).toBe(403);
  });

  it('queries the database in batches, not row by row', async () => {
    const { sent, store, vault } = await openWork();
    for (let count = 0; count < 12; count += 1) await sent('ask', { adjustments: 'Captions' });
    let queries = 0;
    const counting = new Proxy(store, {
      get(target, name) {
        queries += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
    const lines: string[] = [];
    for await (const line of exportLines({ store: counting, vault, forms, filter: {}, format: 'ndjson' }))
      lines.push(line);
    expect(lines.filter((line) => line.includes('Captions'))).toHaveLength(12);
    expect(queries).toBeLessThan(12);
  });
});
