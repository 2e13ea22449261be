import { describe, expect, it } from 'vitest';
import { selectionOf } from '#inbox/staff/submissions/selection.ts';
import { nameOfPath, openWork } from './support/work.ts';

describe('changing the selected submissions of a list', () => {
  it('changes the selected submissions together, and says which it left alone', async () => {
    const work = await openWork();
    const paths = [
      await work.sent('mentee'),
      await work.sent('mentor'),
      await work.sent('ask'),
      await work.sent('mentee'),
    ];
    const known = await Promise.all(paths.slice(0, 3).map((path) => work.store.find(nameOfPath(path))));
    const response = await work.save('/inbox/change/', [
      ['to', 'matching'],
      ['view', 'order=oldest'],
      ...known.map((each): [string, string] => ['pick', selectionOf(each!)]),
      ['pick', 'ask/not-an-id'],
    ]);
    const redirectedTo = response.headers.get('location')!;
    expect(redirectedTo).toBe('/inbox/?order=oldest&done=matching+2+1');
    expect(await work.read(redirectedTo)).toContain(
      '2 changed to Matching. 1 kept the status: that form has no status Matching.',
    );
    const found = await Promise.all(paths.map((path) => work.store.find(nameOfPath(path))));
    expect(found.map((each) => each?.status)).toEqual(['matching', 'matching', 'new', 'new']);
  });

  it('says that nothing was changed when no change was chosen', async () => {
    const work = await openWork();
    const path = await work.sent('ask');
    const response = await work.change([path], { to: '' });
    expect(await work.read(response.headers.get('location')!)).toContain(
      'Nothing was changed: choose a new status or a colleague.',
    );
  });

  it('says that nothing was changed when no submission was selected', async () => {
    const work = await openWork();
    await work.sent('ask');
    const response = await work.change([], { to: 'closed' });
    expect(await work.read(response.headers.get('location')!)).toContain('Nothing was changed: tick those to change');
  });

  it('changes all submissions that the page showed, and none that arrived later', async () => {
    const work = await openWork();
    const paths = [await work.sent('mentee'), await work.sent('mentor')];
    const page = await work.read('/inbox/');
    const shown = [...page.matchAll(/name="shown" value="([^"]+)"/g)].map(([, name]) => name!);
    const since = await work.sent('mentee');
    expect(page).toContain('All 2 on this page');
    await work.save('/inbox/change/', [
      ...Object.entries({ to: 'waiting-list', all: 'yes', view: '' }),
      ...shown.map((name): [string, string] => ['shown', name]),
    ]);
    const found = await Promise.all([...paths, since].map((path) => work.store.find(nameOfPath(path))));
    expect(found.map((each) => each?.status)).toEqual(['waiting-list', 'waiting-list', 'new']);
  });

  it('leaves alone a submission whose status a colleague changed after the list was drawn', async () => {
    const work = await openWork();
    const [moved, still] = [await work.sent('mentee'), await work.sent('mentee')];
    const picks = [...(await work.read('/inbox/')).matchAll(/name="pick"\s+value="([^"]+)"/g)].map(([, pick]) => pick!);
    await work.save(moved, { was: 'new', status: 'matched', assigned: '' });
    const post = (fields = {}) =>
      work.save('/inbox/change/', [
        ...Object.entries({ to: 'declined', who: 'lee', tell: 'yes', view: '', ...fields }),
        ...picks.map((pick): [string, string] => ['pick', pick]),
      ]);
    const preview = await (await post()).text();
    expect(preview).toContain('was changed to Matched meanwhile');
    const code = /name="code" value="([^"]+)"/.exec(preview)![1]!;
    const answer = await post({ act: 'save', code });
    expect(await work.read(answer.headers.get('location')!)).toContain(
      '1 changed to Declined and assigned to lee. Whoever has the new status is told by email, within a minute. 1 left alone: so already, or changed meanwhile.',
    );
    const found = await Promise.all([moved, still].map((path) => work.store.find(nameOfPath(path))));
    expect(found.map((each) => [each?.status, each?.assignedTo])).toEqual([
      ['matched', null],
      ['declined', 'lee'],
    ]);
  });

  it('assigns the selected submissions to a colleague, with or without a new status', async () => {
    const work = await openWork();
    const [mentee, ask] = [await work.sent('mentee'), await work.sent('ask')];
    const change = async (fields: Record<string, string>) => {
      const answer = await work.change([mentee, ask], { view: 'page=1', to: '', ...fields });
      return answer.status === 303 ? work.read(answer.headers.get('location')!) : answer.text();
    };
    const found = async () =>
      (await Promise.all([mentee, ask].map((path) => work.store.find(nameOfPath(path))))).map(
        (each) => `${String(each?.status)} ${String(each?.assignedTo)}`,
      );
    expect(await change({ who: 'kim' })).toContain('2 assigned to kim.');
    expect(await found()).toEqual(['new kim', 'new kim']);
    // Rae can only look, so nothing can be assigned to her.
    expect(await change({ who: 'rae' })).toContain('Nothing was changed: choose');
    expect(await work.read(mentee)).not.toContain('>rae<');
    expect(await change({ who: 'lee', to: 'matching' })).toContain(
      '2 changed to Matching and assigned to lee. 1 kept the status: that form has no status Matching.',
    );
    expect(await found()).toEqual(['matching lee', 'new lee']);
    expect(await change({ to: 'eligible' })).toContain('1 changed to Eligible. 1 kept');
    expect(await change({ to: 'matching' })).toContain('1 changed to Matching. 1 kept');
    expect(await change({ who: '-' })).toContain('2 assigned to nobody.');
    expect(await found()).toEqual(['matching null', 'new null']);
    expect(await change({ who: 'stranger' })).toContain('Nothing was changed: choose');
    expect(await change({ to: 'matching' })).toContain('Nothing was changed.');
  });
});
