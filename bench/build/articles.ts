import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Brings a folder of articles to so many: each new one is a real one under a name and title of its own. Gives the names of all. */
export async function addArticles(folder: string, count: number): Promise<string[]> {
  const real = (await readdir(folder, { withFileTypes: true }))
    .filter((each) => each.isDirectory())
    .map(({ name }) => name);
  const slugs = [...real];
  for (let number = 0; slugs.length < count; number += 1) {
    const slug = `made-${number}`;
    await cp(join(folder, real[number % real.length]!), join(folder, slug), { recursive: true });
    const file = join(folder, slug, 'index.mdx');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/^title: (.*)$/m, (_, title: string) => `title: ${JSON.stringify(`${title} ${number}`)}`),
    );
    slugs.push(slug);
  }
  return slugs;
}
