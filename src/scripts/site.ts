/** The deferred script of every page. Each function does nothing on a page without its elements. */
import { followContents } from './contents.ts';
import { copyLinks } from './copy-link.ts';
import { openNamedQuestion } from './questions.ts';
import { sendQueue } from './queue.ts';
import { offerFilters } from './offer-filters.ts';
import { followRounds } from './round-state.ts';
import { arriveFromSearch, offerSearch } from './search.ts';
import { offerThemes } from './theme.ts';

followRounds();
offerThemes();
copyLinks();
followContents();
offerSearch();
openNamedQuestion();
arriveFromSearch();
sendQueue();
offerFilters();
