import { getEntry } from 'astro:content';
import { contentDay } from './clock.ts';
import { formatDay } from './dates.ts';

/**
 * Returns a fact's words on the day of the build: the valid value, then any coming change.
 * @throws when no value is valid on that day: the content is out of date and the build stops
 */
export async function factText(id: string, day: Date = contentDay()): Promise<string> {
  const entry = await getEntry('facts', id);
  if (!entry) throw new Error(`No fact "${id}": add content/facts/${id}.yaml or mend the name.`);
  const holds = entry.data.versions.find(
    (v) => v.validFrom <= day && (v.validTo === undefined || endOf(v.validTo) > day),
  );
  if (!holds)
    throw new Error(
      `content/facts/${id}.yaml: no version is valid on ${formatDay(day)}. Check ${entry.data.source.url} and add one.`,
    );
  const coming = entry.data.versions.filter((v) => v.validFrom > day);
  return [holds.text, ...coming.map((v) => `(from ${formatDay(v.validFrom)}: ${v.text})`)].join(' ');
}

const endOf = (day: Date) => new Date(day.getTime() + 86_400_000);
