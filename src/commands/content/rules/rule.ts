import type { Document } from '../document.ts';
import type { ContentFile } from '../files.ts';
import type { Finding } from '../finding.ts';
import type { Library } from '../library.ts';

/** Checks one file; the library has all others. */
export type ContentRule = (file: ContentFile, library: Library) => Finding[];

/** Checks the body of an article or standing page. */
export type TextRule = (tree: Document, file: ContentFile, library: Library) => Finding[];
