/** Imported before all else by what builds, checks or serves the site: modules take values of the configuration as they load. */
import { siteFault } from './site-fault.ts';

const fault = siteFault();
if (fault !== undefined) {
  console.error(`Mend this first, then try again:\n\n${fault}`);
  process.exit(1);
}
