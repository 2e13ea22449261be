/** Exits when the configuration is faulty. Import it first, because other modules read the configuration when they load. */
import { siteFault } from './site-fault.ts';

const fault = siteFault();
if (fault !== undefined) {
  console.error(`Mend this first, then try again:\n\n${fault}`);
  process.exit(1);
}
