/** Replaces React for @formspree/react with the few parts of Preact it imports (astro.config.mjs). All of preact/compat would cost each applicant 4 kB more. */
import { createContext, createElement } from 'preact';

export { createContext } from 'preact';
export { useContext, useEffect, useMemo, useState } from 'preact/hooks';
export default { createContext, createElement };
