/** A member of staff with a browser without a script: follows links and presses buttons that the page has, and counts them. */
import { DomUtils, parseDocument } from 'htmlparser2';
import type { StaffInbox } from './staff.ts';
import { own } from './staff.ts';

type Node = ReturnType<typeof parseDocument>;
type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

export interface Staff {
  /** Links followed, buttons pressed, and fields ticked or chosen. */
  clicks: number;
  /** Pages drawn. */
  loads: number;
  /** The page that is shown. */
  page: string;
  status: number;
  /** Types an address, or opens a bookmark. */
  open: (path: string) => Promise<void>;
  /** Follows the first link with these words. */
  follow: (words: string | RegExp) => Promise<void>;
  /** Chooses or ticks, then presses the first button with these words, in the form that has it. */
  press: (words: string | RegExp, fields?: Record<string, string>) => Promise<void>;
  /** Returns how many links or buttons have these words. */
  count: (words: string | RegExp) => number;
}

/** @throws {Error} if the page does not have what is asked for, so that a test can do only what a person could */
export function staffWith(inbox: StaffInbox, cookie: string): Staff {
  let document: Node = parseDocument('');
  let path = '/inbox/';
  const wordsOf = (element: Element) => DomUtils.textContent(element).replace(/\s+/g, ' ').trim();
  const named = (tag: string, words: string | RegExp): Element[] =>
    DomUtils.getElementsByTagName(tag, document, true).filter((element) =>
      typeof words === 'string' ? wordsOf(element) === words : words.test(wordsOf(element)),
    );
  const one = (tag: string, words: string | RegExp): Element => {
    const [found] = named(tag, words);
    if (!found) throw new Error(`The page ${path} has no ${tag} with the words ${String(words)}:\n${staff.page}`);
    return found;
  };
  const show = async (response: Response): Promise<void> => {
    const location = response.headers.get('location');
    if (location !== null) return load(new URL(location, `http://localhost:4321${path}`));
    staff.status = response.status;
    staff.page = await response.text();
    staff.loads += 1;
    document = parseDocument(staff.page);
  };
  async function load({ pathname, search }: URL): Promise<void> {
    path = `${pathname}${search}`;
    await show(await inbox.get(path, cookie));
  }
  const staff: Staff = {
    clicks: 0,
    loads: 0,
    page: '',
    status: 0,
    open: (address) => load(new URL(address, 'http://localhost:4321')),
    async follow(words) {
      staff.clicks += 1;
      await load(new URL(one('a', words).attribs['href']!, `http://localhost:4321${path}`));
    },
    async press(words, fields = {}) {
      const button = one('button', words);
      let form: Node | Element['parent'] = button.parent;
      while (form && !('name' in form && form.name === 'form')) form = form.parent;
      if (!form || !('attribs' in form)) throw new Error(`The button ${String(words)} is in no form.`);
      const body = fieldsOf(form);
      for (const [name, value] of Object.entries(fields)) {
        if (DomUtils.filter((each) => 'attribs' in each && each.attribs['name'] === name, form).length === 0)
          throw new Error(`The form of ${String(words)} has no field ${name}.`);
        body.set(name, value);
        staff.clicks += 1;
      }
      const { name, value } = button.attribs;
      if (name !== undefined) body.append(name, value ?? '');
      staff.clicks += 1;
      const target = button.attribs['formaction'] ?? form.attribs['action'] ?? path;
      if (form.attribs['method'] !== 'post') return load(new URL(`${target}?${String(body)}`, 'http://localhost:4321'));
      path = target;
      await show(await inbox.ask(target, { method: 'POST', body, headers: { ...own, Cookie: cookie } }));
    },
    count: (words) => named('a', words).length + named('button', words).length,
  };
  return staff;
}

/** Returns what each button of a page sends while nothing is filled in, in a browser that heeds no rule of the form. */
export const barePresses = (page: string): URLSearchParams[] =>
  DomUtils.getElementsByTagName('form', parseDocument(page)).flatMap((form) =>
    DomUtils.getElementsByTagName('button', form).map(({ attribs: { name, value = '' } }) => {
      const body = fieldsOf(form);
      if (name !== undefined) body.append(name, value);
      return body;
    }),
  );

/** Returns the fields of a form as a browser sends them untouched. */
function fieldsOf(form: Element): URLSearchParams {
  const body = new URLSearchParams();
  for (const field of DomUtils.getElementsByTagName(
    (name) => ['input', 'select', 'textarea'].includes(name),
    form,
    true,
  )) {
    const { name, type, value = '' } = field.attribs;
    if (name === undefined) continue;
    if (field.name === 'textarea') body.append(name, DomUtils.textContent(field));
    else if (field.name === 'select') {
      const options = DomUtils.getElementsByTagName('option', field, true);
      const chosen = options.find(({ attribs }) => attribs['selected'] !== undefined) ?? options[0];
      body.append(name, chosen?.attribs['value'] ?? '');
    } else if (!['checkbox', 'radio'].includes(type ?? '') || field.attribs['checked'] !== undefined)
      body.append(name, value || (type === 'checkbox' ? 'on' : ''));
  }
  return body;
}
