import type { Actor } from './actor.ts';
import type { NewMail } from './mail.ts';

/** A file of the site's content that staff can change: `rounds/2026-27.yaml`, `mail/receipt-mentee.md`. */
export type ContentPath = `rounds/${string}.yaml` | `mail/${string}.md`;

/** A version of a content file that staff made in the inbox. */
export interface ContentChange {
  seq: number;
  file: ContentPath;
  /** The whole file; null if the site's own file counts again. */
  text: string | null;
  made: Actor;
  /** From when it counts. */
  appliesAt: string;
  /** The group of mails that tells of it; null if nobody is told. */
  group: string | null;
  undone: Actor | null;
}

export interface NewContentChange {
  file: ContentPath;
  text: string | null;
  appliesAt: string;
  /** The last change of the file that staff saw, undone or not; 0 if there was none. */
  after: number;
  /** Mails that tell of it, due at an instant. */
  tells?: { group: string; mails: readonly NewMail[]; dueAt: string } | undefined;
}

/**
 * `repeated`: this change was stored before, by the same person. `overtaken`: somebody else has changed the file since,
 * so nothing was stored.
 */
export type ContentChangeResult = 'stored' | 'repeated' | 'overtaken';

export interface ContentCounts {
  made: number;
  undone: number;
}
