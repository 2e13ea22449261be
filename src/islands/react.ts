/** What @formspree/react asks of React, from Preact: the whole of preact/compat would be 4 kB more for each applicant (astro.config.mjs). */
import { createContext, createElement } from 'preact';

export { createContext } from 'preact';
export { useContext, useEffect, useMemo, useState } from 'preact/hooks';
export default { createContext, createElement };
