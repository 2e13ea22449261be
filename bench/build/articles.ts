import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Adds copies of articles with new names and titles until the folder has this many. Returns all names. */
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
