import type { Page, Route } from '@playwright/test';
import { formPath, schemePath } from '#forms/scheme-paths.ts';
import { site } from '#site';
import { fillUpTo, formPaths, openForm } from '../support/forms.ts';
import { layoutShifts, total, type Shift } from '../support/layout-shifts.ts';
import { htmlOf, isArticle, pages, templates } from '../support/site.ts';
import { expect, inMotion, test } from '../support/test.ts';

/** Runs in the page: returns the left edges of the logo and of the page's title, without the border and padding of a focus ring. */
const leftEdges = (page: Page) =>
  page.evaluate(() => {
    const left = (selector: string) => Math.round(document.querySelector(selector)!.getBoundingClientRect().left);
    return { logo: left('.brand'), title: left('h1') };
  });

/** Runs in the page: returns the filled buttons on the first screen. */
const filledButtons = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main .button:not(.quiet)')]
      .filter((button) => button.checkVisibility() && button.getBoundingClientRect().top < innerHeight)
      .map(({ textContent }) => textContent.trim()),
  );

/** Returns how far the head of the page is below its bar, in px. */
const gapAboveHead = (page: Page) =>
  page.evaluate(() => {
    const bar = document.querySelector('.bar')!.getBoundingClientRect();
    return Math.round(document.querySelector('.head')!.getBoundingClientRect().top - bar.bottom);
  });

/** Runs in the page: returns the boxes with another box less than 8 px below them. */
const touchingBoxes = (page: Page) =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll('main :is(.panel, .tile, .try, .voice, .aside)')].filter((box) =>
      box.checkVisibility(),
    );
    const placed = boxes.map((box) => ({
      box,
      name: box.textContent.trim().slice(0, 40),
      at: box.getBoundingClientRect(),
    }));
    return placed.flatMap((above) =>
      placed
        .filter((below) => below !== above && !above.box.contains(below.box) && !below.box.contains(above.box))
        .filter(({ at }) => at.top >= above.at.top && at.top < above.at.bottom + 8)
        .filter(({ at }) => at.left < above.at.right && at.right > above.at.left)
        .map((below) => `${above.name} | ${below.name}`),
    );
  });

/** Expects the title below the logo, one filled button, and a head that joins the bar, at every width. */
async function expectEdges(page: Page, hasHead: boolean): Promise<void> {
  for (const [width, height] of [
    [320, 800],
    [390, 844],
    [768, 800],
    [1280, 800],
    [1680, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    await test.step(`${width} px`, async () => {
      const { logo, title } = await leftEdges(page);
      expect.soft(title, 'the left edge of the title').toBe(logo);
      if (width !== 390 && width !== 1280) return;
      const filled = await filledButtons(page);
      expect.soft(filled.length, `filled: ${filled.join(', ')}`).toBeLessThanOrEqual(1);
      if (!hasHead) return;
      expect.soft(await gapAboveHead(page), 'between the bar and the head').toBe(0);
      await expect.soft(page.locator('.head')).toHaveCSS('border-radius', /^0px 0px [1-9][\d.]*px( 0px)?$/);
    });
  }
}

/** Expects every link of the menu above what is below it, on a phone. */
async function expectMenuAbove(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.menu summary').click();
  const covered = await page.locator('.menu nav a').evaluateAll((links) =>
    links.flatMap((link) => {
      const { x, y, width, height } = link.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      return top === link ? [] : [`${link.textContent.trim()} by ${top?.outerHTML.slice(0, 80) ?? 'nothing'}`];
    }),
  );
  expect.soft(covered).toEqual([]);
}

const inOneTab = 6;

for (let from = 0; from < templates.length; from += inOneTab)
  test(`${inOneTab} pages from ${templates[from]!.path} on have their edges in line and their menu above them, and nothing moves when fonts arrive late`, async ({
    page,
  }) => {
    for (const each of templates.slice(from, from + inOneTab))
      await test.step(each.path, async () => {
        const html = htmlOf(each);
        await page.goto(each.path);
        // A task, a form with nothing else, has a title in place of a head.
        await expectEdges(page, html.includes('class="head'));
        if (html.includes('class="menu"')) await test.step('the menu', () => expectMenuAbove(page));
        for (const width of [390, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          const shifts = await shiftsOfLateFaces(page, each.path);
          expect.soft(total(shifts), `fonts, ${width} px: ${JSON.stringify(shifts)}`).toBeLessThan(0.04);
        }
      });
  });

/** Runs in the page: returns the text of each head's sentence whose last line is shorter than two fifths of its longest. */
const loneWords = (page: Page) =>
  page.locator('.lede').evaluateAll((all) =>
    all.flatMap((lede) => {
      const range = document.createRange();
      range.selectNodeContents(lede);
      const lines = [...range.getClientRects()].map(({ width }) => width);
      return lines.at(-1)! < 0.4 * Math.max(...lines) ? [lede.textContent.trim()] : [];
    }),
  );

/** Runs in the page: returns the closing dates with their day at the end of a line and their month on the next. */
const brokenDates = (page: Page) =>
  page.locator('main [data-of="closes"]:visible').evaluateAll((all) =>
    all.flatMap((date) => {
      const words = date.firstChild as Text;
      const day = /\d+(?=\s[A-Z])/.exec(words.data)!;
      const range = document.createRange();
      range.setStart(words, day.index);
      range.setEnd(words, day.index + day[0].length + 2);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top));
      return new Set(tops).size > 1 ? [date.parentElement!.textContent.trim()] : [];
    }),
  );

test('no head ends with a lone word, and its title has as much room above as there is below its last line', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const { path } of templates)
    await test.step(path, async () => {
      await page.goto(path);
      expect.soft(await loneWords(page)).toEqual([]);
      const rooms = await page
        .locator('.head:not(:has(.crumbs))')
        .evaluateAll((all) =>
          all.map((head) => getComputedStyle(head)).map((style) => [style.paddingTop, style.paddingBottom]),
        );
      for (const [above, below] of rooms) expect.soft(above).toBe(below);
    });
});

test('no two boxes touch, in any article and on a page of each template', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const { path } of pages.filter((each) => isArticle(each) || templates.includes(each)))
    await test.step(path, async () => {
      await page.goto(path);
      expect.soft(await touchingBoxes(page)).toEqual([]);
    });
});

test('a closing date breaks before its day', async ({ page }) => {
  for (const width of [320, 390, 1280])
    for (const path of ['/', schemePath(site.schemes.mentoring!), formPath('mentee')!])
      await test.step(`${path}, ${width} px`, async () => {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(path);
        await expect(page.locator('main [data-of="closes"]:visible')).not.toHaveCount(0);
        expect.soft(await brokenDates(page)).toEqual([]);
      });
});

test('tiles, the box above a form, and the first words of a search begin level with what is beside them', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const top = async (of: string) => (await page.locator(of).first().boundingBox())!.y;
  for (const [path, box, beside] of [
    ['/tools/', '.tile', '.side .panel'],
    ['/contact/', '.form-cols > .prose > *', '.side .panel'],
    ['/search/', '[data-who-helps]', '.side legend'],
  ] as const)
    await test.step(path, async () => {
      await page.goto(path);
      expect.soft(await top(box)).toBeCloseTo(await top(beside), 0);
    });
});

/** Runs in the page: returns the words that paper would not show, whether the printer leaves out the colour behind them or not. */
const paleOnPaper = (page: Page) =>
  page.evaluate(() => {
    const light = (colour: string) => {
      const canvas = document.createElement('canvas').getContext('2d')!;
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((each) => each / 255);
      const [r, g, b] = parts.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const ground = (element: Element | null): string => {
      const { backgroundColor } = element ? getComputedStyle(element) : { backgroundColor: 'white' };
      return backgroundColor === 'rgba(0, 0, 0, 0)' ? ground(element!.parentElement) : backgroundColor;
    };
    const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const pale = [];
    while (words.nextNode()) {
      const { data, parentElement: element } = words.currentNode as Text;
      if (data.trim() === '' || !element!.checkVisibility()) continue;
      const ink = light(getComputedStyle(element!).color);
      if ([1, light(ground(element))].some((paper) => contrast(ink, paper) < 4.5)) pale.push(data.trim());
    }
    return pale;
  });

test('paper shows every word of a page', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  for (const { path } of templates)
    await test.step(path, async () => {
      await page.goto(path);
      expect.soft(await paleOnPaper(page)).toEqual([]);
    });
});

test('the link to the front page is no wider than its mark and words', async ({ page }) => {
  for (const width of [320, 768, 1280])
    await test.step(`${width} px`, async () => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ['/about/', formPath('mentee')!]) {
        await page.goto(path);
        const [link, words] = await page.locator('.brand').evaluate((brand) => {
          const range = document.createRange();
          range.selectNodeContents(brand);
          return [brand, range].map((each) => each.getBoundingClientRect().width);
        });
        // On a phone, the line of words breaks, which leaves a part of its room.
        expect.soft(link! - words!, path).toBeLessThan(width === 320 ? 60 : 1);
      }
    });
});

test('beside a drawing, the words of a head have three fifths of a tablet', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await page.goto('/guidance/virtual-mentoring/');
  const { width } = (await page.locator('.head .art + div').boundingBox())!;
  expect(width).toBeGreaterThan((768 * 3) / 5);
});

test('nothing is offered above what people read who need help', async ({ page }) => {
  await page.goto('/about/');
  await expect(page.locator('.round')).toBeVisible();
  for (const path of ['/support/', '/search/?q=i+want+to+die'])
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: 'You do not have to deal with this alone' })).toBeVisible();
      await expect(page.locator('.round')).toHaveCount(0);
    });
});

test('drawings have the colours of the system alone where it forces them', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  for (const { path } of templates)
    await test.step(path, async () => {
      await page.goto(path);
      const others = await page.locator('.art *').evaluateAll((shapes) => {
        const probe = document.body.appendChild(document.createElement('p'));
        const allowed = ['Canvas', 'CanvasText'].map((name) => {
          probe.style.color = name;
          return getComputedStyle(probe).color;
        });
        return shapes.flatMap((shape) => {
          const { fill, stroke } = getComputedStyle(shape);
          return [fill, stroke].every((colour) => ['none', ...allowed].includes(colour)) ? [] : [shape.outerHTML];
        });
      });
      expect.soft(others).toEqual([]);
    });
});

test('where nothing is found, the words on a phone begin close below the drawing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/search/?q=zxqvkw');
  const words = page.getByText('Try fewer');
  await expect(words).toBeVisible();
  const [drawing, below] = [(await page.locator('.nothing').boundingBox())!, (await words.boundingBox())!];
  expect(below.y - drawing.y - drawing.height).toBeLessThanOrEqual(16);
});

test('the box in place of results has as much room above its title as before it', async ({ page }) => {
  await page.goto('/search/?q=i+want+to+die');
  const title = page.getByRole('heading', { level: 2 }).first();
  await expect(title).toBeVisible();
  const [box, inner] = [(await page.locator('[data-alone]:visible').boundingBox())!, (await title.boundingBox())!];
  expect(inner.y - box.y).toBeCloseTo(inner.x - box.x, 0);
});

test.describe('in motion', () => {
  test.use(inMotion);

  for (const width of [390, 1280])
    test(`a new step is shown with the whole title of the form above it, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await openForm(page, 'mentee');
      await fillUpTo(page, 'mentee', 3);
      await expect(page.getByRole('heading', { level: 2, name: 'How you can meet' })).toBeFocused();
      await expect(page.getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 1 });
    });
});

test('an answer to check and the link that changes it stand on one line', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 4);
  const bottoms = await page.locator('.answers dl > div').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children].map((child) => {
        const range = document.createRange();
        range.selectNodeContents(document.createTreeWalker(child, NodeFilter.SHOW_TEXT).nextNode()!);
        return Math.round(range.getClientRects()[0]!.bottom);
      }),
    ),
  );
  expect(bottoms.length).toBeGreaterThan(5);
  for (const [question, ...others] of bottoms)
    for (const other of others) expect.soft(Math.abs(other - question!)).toBeLessThanOrEqual(1);
});

test('an address in the answers to check breaks before its marks', async ({ page }) => {
  await openForm(page, 'mentee');
  await fillUpTo(page, 'mentee', 4);
  const address = page.locator('.answers dd:not(.change)', { hasText: '@' }).first();
  expect(await address.evaluate(({ innerHTML }) => innerHTML)).toMatch(/\w<wbr>@[\w-]+<wbr>\./);
});

test('no option stands alone beside an empty cell, and those of few words beside each other also on a phone', async ({
  page,
}) => {
  /** Runs in the page: returns the boxes of the options of each list. */
  const boxes = (options: string) =>
    page
      .locator(`${options}:visible`)
      .evaluateAll((all) =>
        all.map(({ children }) => [...children].map((option) => option.getBoundingClientRect().toJSON() as DOMRect)),
      );
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const path of Object.values(formPaths)) {
    await page.goto(path);
    for (const list of await boxes('.options')) {
      const widths = new Set(list.map(({ width }) => Math.round(width)));
      const last = list.at(-1)!;
      if (widths.size === 1 && list.length > 1)
        expect.soft(last.y === list.at(-2)!.y, path).toBe(list[0]!.y === list[1]!.y);
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await openForm(page, 'mentor');
  await fillUpTo(page, 'mentor', 2);
  const lists = await boxes('.options.short');
  expect(lists.length).toBeGreaterThan(2);
  for (const [first, second] of lists.filter(([{ width } = { width: 0 }]) => width < 150))
    expect.soft(second!.y).toBe(first!.y);
});

for (const path of ['/support/', '/contact/', '/search/'])
  test(`who can help stays where it is on every phone when the faces of ${path} arrive late`, async ({ page }) => {
    // A link in the middle of a line can cross the whole screen when one word wraps. A line of a head that comes or goes is 0.035.
    for (let width = 320; width <= 430; width += 10) {
      await page.setViewportSize({ width, height: 800 });
      const shifts = await shiftsOfLateFaces(page, path);
      expect.soft(total(shifts), `${width} px: ${JSON.stringify(shifts)}`).toBeLessThan(0.04);
    }
  });

/** Opens the page with its faces held back until it is painted, and returns the layout shifts from their arrival on. */
async function shiftsOfLateFaces(page: Page, path: string): Promise<Shift[]> {
  const held: Route[] = [];
  await page.route('**/*.woff2', (route) => void held.push(route));
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  const painted = () => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length);
  await expect.poll(painted).toBe(1);
  await expect.poll(() => held.length).toBeGreaterThan(0);
  const arrival = await page.evaluate(() => performance.now());
  // All faces arrive together, as over one connection: on a busy machine they would come one by one, each with a shift of its own.
  await Promise.all(held.map((route) => route.continue()));
  await page.unroute('**/*.woff2');
  await page.evaluate(() => document.fonts.ready);
  return layoutShifts(page, arrival);
}

for (const path of [formPath('mentee')!, formPath('mentor')!])
  test(`the first question of ${path} is on the first screen of a small phone`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    await page.goto(path);
    const label = page.locator('.field:visible').first().locator('legend, label').first();
    await expect(label).toBeVisible();
    const { y, height } = (await label.boundingBox())!;
    expect(y + height).toBeLessThan(568);
  });

test('the bars of the steps and what they say are one line, also on a small phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await page.goto(formPath('mentee')!);
  const [bar, words] = [page.locator('.progress i').first(), page.getByText('Step 1 of')];
  const middle = async (of: typeof bar) => {
    const { y, height } = (await of.boundingBox())!;
    return y + height / 2;
  };
  expect(Math.abs((await middle(bar)) - (await middle(words)))).toBeLessThan(3);
});

test('the titles of all steps are beside the first one, on a wide screen only', async ({ page }) => {
  await openForm(page, 'mentee');
  const titles = page.getByRole('listitem').filter({ hasText: 'What you want from mentoring' });
  await expect(titles).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(titles).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 844 });
  await fillUpTo(page, 'mentee', 1);
  await expect(titles).toBeHidden();
});

for (const { name, motion, options } of [
  { name: 'arrives in motion', motion: 'turn', options: inMotion },
  {
    name: 'is there at once for who wants less motion',
    motion: 'none',
    options: { contextOptions: { reducedMotion: 'reduce' } },
  },
] as const)
  test.describe('the next step', () => {
    test.use(options);
    test(name, async ({ page }) => {
      await openForm(page, 'mentee');
      const step = page.locator('.step:visible');
      await expect(step).toHaveCSS('animation-name', 'none');
      await fillUpTo(page, 'mentee', 1);
      await expect(page.getByRole('heading', { name: 'About you' })).toBeVisible();
      await expect(step).toHaveCSS('animation-name', motion);
    });
  });

test('a scheme’s button is on the first screen of a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [site.schemes.mentoring!, site.schemes.mentors!].map(schemePath)) {
    await page.goto(path);
    const { y } = (await page.locator('.head .button:visible').first().boundingBox())!;
    expect.soft(y, path).toBeLessThan(450);
  }
});

const hour = 3_600_000;
const day = 24 * hour;

const banners = [
  { name: 'a month before a round opens', from: 'opens', by: -30 * day, words: /opens on \w+day \d+\s\w+ \d{4}\./ },
  { name: 'a month before it closes', from: 'closes', by: -30 * day, words: /Apply for a mentor by \w+day \d+\s\w+$/ },
  { name: 'four days before it closes', from: 'closes', by: -4 * day, words: /^Last days: apply by .+ on \w+day$/ },
  { name: 'four hours before it closes', from: 'closes', by: -4 * hour, words: /closes at .+ today, in 4 hours\./ },
  { name: '40 minutes before it closes', from: 'closes', by: (-40 / 60) * hour, words: /today, in 40 minutes\./ },
  { name: 'in its last minute', from: 'closes', by: -1_000, words: /closes at .+ today, in 1 minute\./ },
  { name: 'after it has closed', from: 'closes', by: day, words: /has closed\. .+ is open all year$/ },
] as const;

test('the banner says what applies before, during and after a round', async ({ page }) => {
  await page.goto('/about/');
  const banner = page.locator('.round');
  for (const { name, from, by, words } of banners) {
    const instant = Date.parse((await banner.getAttribute(`data-${from}`))!);
    await page.clock.setFixedTime(instant + by);
    await page.reload();
    expect.soft((await banner.innerText()).replace(/\s+/g, ' ').trim(), name).toMatch(words);
  }
});
