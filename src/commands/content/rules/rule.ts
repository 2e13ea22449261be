import type { Document } from '../document.ts';
import type { ContentFile } from '../files.ts';
import type { Finding } from '../finding.ts';
import type { Library } from '../library.ts';

/** Looks at one file among its neighbours. */
export type Rule = (file: ContentFile, library: Library) => Finding[];

/** Looks at the body of an article or standing page that compiles. */
export type TextRule = (tree: Document, file: ContentFile, library: Library) => Finding[];
