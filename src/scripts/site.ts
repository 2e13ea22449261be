/** The one deferred script of every page: each behaviour finds its own elements and does nothing without them. */
import { followContents } from './contents.ts';
import { copyLinks } from './copy-link.ts';
import { emptyQueue } from './queue.ts';
import { offerFilters } from './offer-filters.ts';
import { keepRounds } from './round-state.ts';
import { arriveFromSearch, offerSearch } from './search.ts';
import { offerThemes } from './theme.ts';

keepRounds();
offerThemes();
copyLinks();
followContents();
offerSearch();
arriveFromSearch();
emptyQueue();
offerFilters();
