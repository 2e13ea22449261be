/**
 * `npm run links`: asks every address on another site that content leads to whether it is still there. Apart from the other checks,
 * as it needs the network and a site's bad day is not a fault of an article. Exit code 1 when one is broken.
 */
import { collections } from './content/library.ts';
import { externalLinks } from './content/external.ts';
import { filesOf } from './content/files.ts';
import { type Answer, visit } from './content/visit.ts';

const links = externalLinks(collections.flatMap(filesOf));
const sites = Map.groupBy(links, ({ url }) => new URL(url).host);

// One address of a site at a time; the sites side by side.
const answers = new Map<string, Answer>();
await Promise.all(
  [...sites.values()].map(async (ofSite) => {
    for (const { url } of ofSite) answers.set(url, await visit(url));
  }),
);

const remedies = {
  broken: (why: string) => `${why}. Find the page's new address, or take the link out.`,
  moved: (to: string) => `it has moved for good. Open ${to}, and write that address if it says the same.`,
  unknown: (why: string) => `${why}. Open it in a browser to be sure.`,
};

let broken = 0;
for (const { url, places } of links) {
  const answer = answers.get(url)!;
  if (answer.state === 'fine') continue;
  if (answer.state === 'broken') broken += 1;
  const said = answer.state === 'moved' ? remedies.moved(answer.to) : remedies[answer.state](answer.why);
  console.log([`${url}: ${said}`, ...places.map((place) => `  ${place}`)].join('\n'));
}
console.log(`${links.length} addresses on other sites asked, ${broken} broken.`);
process.exitCode = broken > 0 ? 1 : 0;
