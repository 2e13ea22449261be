/**
 * `npm run links`: requests every external address in the content and lists those that are broken or have moved. It is not part of
 * `npm run check`, because it needs the network and other sites fail at times. Exit code 1 when a link is broken.
 */
import { collections } from './content/library.ts';
import { externalLinks } from './content/external.ts';
import { filesOf } from './content/files.ts';
import { isOffline, visitAll } from './content/visit.ts';
import { readOptions } from './read-options.ts';

readOptions('npm run links', {});

const links = externalLinks(collections.flatMap(filesOf));
console.log(`Asking for ${links.length} addresses on other sites …`);
const answers = await visitAll(links.map(({ url }) => url));
if (isOffline(answers)) {
  console.error(
    'No other site answers, so nothing could be checked. This machine seems to be cut off from the internet: run "npm run links" on one that is not.',
  );
  process.exit(1);
}

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
  const remedy = answer.state === 'moved' ? remedies.moved(answer.to) : remedies[answer.state](answer.why);
  console.log([`${url}: ${remedy}`, ...places.map((place) => `  ${place}`)].join('\n'));
}
console.log(`${links.length} addresses on other sites asked, ${broken} broken.`);
process.exitCode = broken > 0 ? 1 : 0;
