import { describe, expect, it } from 'vitest';
import { listed, openWork } from './support/work.ts';

const wrong = { topic: 'something-is-wrong', message: 'I would like to talk to someone.' };

describe('messages to the team', () => {
  it('that report something wrong come before all other work, until they are closed', async () => {
    const work = await openWork();
    const todo = async () => {
      const page = await work.read('/inbox/overview/');
      return /aria-label="To do">([\s\S]*?)<\/ul>/.exec(page)![1]!.replace(/\s+/g, ' ');
    };
    await work.sent('ask');
    await work.sent('contact');
    expect(await todo()).not.toContain('something is wrong');
    const path = await work.sent('contact', wrong);
    // Looks like a machine's, and may be a person's all the same.
    await work.sent('contact', { ...wrong, _gotcha: 'x' });
    expect(await todo()).toMatch(
      /^ <li class="to-do"> ?<a href="[^"]*topic=something-is-wrong[^"]*"><strong>2<\/strong> to read first/,
    );

    expect((await work.save(path, { was: 'new', status: 'closed', 'was-assigned': '', assigned: '' })).status).toBe(
      303,
    );
    expect(await todo()).toContain('<strong>1</strong> to read first');
  });

  it('are marked in the list and on their page, and found by what they are about', async () => {
    const work = await openWork();
    const [other, report] = [await work.sent('contact'), await work.sent('contact', wrong)];
    const question = await work.sent('ask', { deadline: '2027-01-16' });
    const marks = (page: string) => page.split('class="state mark">Something is wrong').length - 1;
    expect(marks(await work.read('/inbox/'))).toBe(1);
    expect(marks(await work.read(report))).toBe(1);
    expect(marks(await work.read(other))).toBe(0);
    expect(listed(await work.read('/inbox/?topic=something-is-wrong'))).toEqual([report]);
    expect(listed(await work.read('/inbox/?topic=my-application'))).toEqual([other]);
    // Before a question that is needed tomorrow.
    expect(listed(await work.read('/inbox/?order=urgency'))).toEqual([report, question, other]);
  });

  it('are new or closed, change nothing of a match, and offer no mail that there is not', async () => {
    const work = await openWork();
    const page = await work.read(await work.sent('contact', { reference: 'K7PR29XM' }));
    const statuses = /<select id="status"[\s\S]*?<\/select>/.exec(page)![0];
    expect([...statuses.matchAll(/value="([^"]+)"/g)].map(([, value]) => value)).toEqual(['new', 'closed']);
    expect(page).not.toContain('name="tell"');
    expect(page).not.toContain('id="match"');
    expect(page).toContain('href="/inbox/?q=K7PR29XM"');
    const [path] = listed(await work.read('/inbox/'));
    const pick = `${path!.slice('/inbox/'.length)}new`;
    const changed = await work.save('/inbox/change/', { pick, to: 'closed' });
    expect(decodeURIComponent(changed.headers.get('location') ?? '')).toContain('done=closed+1');
  });

  it('wait for an answer no longer than the receipt promises', async () => {
    const work = await openWork();
    await work.sent('contact');
    work.setClock('2027-01-23T12:00:00.000Z');
    const page = await (await work.get('/inbox/overview/', await work.login())).text();
    expect(page).toMatch(/<strong>1<\/strong> overdue: Message to the team/);
  });
});
