/**
 * The site's rounds and mails: the files of the site, and over them what staff changed in the inbox. A change is a whole
 * file, checked by the file's own rules before it is stored, and it counts whatever the site's own file says later.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Round } from '#forms/dates/deadline.ts';
import { hasRounds } from '#forms/scheme-paths.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import { readTemplate, readTemplates, type Template } from './mail/templates.ts';
import { readRound, readRounds, RoundsError } from './rounds.ts';
import type { ContentChange, ContentPath, Store } from './stores/store.ts';

/**
 * Reads the text of every round and mail below a site's content folder.
 * @throws {RoundsError} or {TemplatesError} that names every file which cannot be used
 */
export function readContentFiles(folder: string): ReadonlyMap<ContentPath, string> {
  readRounds(join(folder, 'rounds'));
  readTemplates(join(folder, 'mail'));
  const files = new Map<ContentPath, string>();
  const read = (inner: string, ending: string) => {
    const path = join(folder, inner);
    for (const name of existsSync(path) ? readdirSync(path).sort() : [])
      if (name.endsWith(ending)) files.set(`${inner}/${name}` as ContentPath, readFileSync(join(path, name), 'utf8'));
  };
  if (hasRounds) read('rounds', '.yaml');
  read('mail', '.md');
  return files;
}

export const roundFile = (id: string): ContentPath => `rounds/${id}.yaml`;
export const mailFile = (name: string): ContentPath => `mail/${name}.md`;

/** Returns the round's id or the mail's name. */
export const nameIn = (file: ContentPath): string => basename(file).replace(/\.(yaml|md)$/, '');

const isRound = (file: ContentPath) => file.startsWith('rounds/');

interface Present {
  /** The instants between which it is right. */
  from: string;
  until: string | undefined;
  texts: ReadonlyMap<ContentPath, string>;
  rounds: readonly Round[];
  hasChangedRounds: boolean;
  templates: ReadonlyMap<string, Template>;
}

export interface SiteContentSource {
  store: Pick<Store, 'contentCounts' | 'contentChanges'>;
  clock: Clock;
  log: Log;
}

/**
 * Reads the site's content with what staff changed, for a command.
 * @throws {RoundsError} or {TemplatesError} if files cannot be used
 */
export async function openSiteContent(source: SiteContentSource, folder: string): Promise<SiteContent> {
  const content = new SiteContent(source, readContentFiles(folder));
  await content.refresh();
  return content;
}

export class SiteContent {
  readonly #source: SiteContentSource;
  readonly #files: ReadonlyMap<ContentPath, string>;
  #changes: readonly ContentChange[] = [];
  #present: Present | undefined;

  /** @param files the site's own, see `readContentFiles`; `refresh` reads the changes */
  constructor(source: SiteContentSource, files: ReadonlyMap<ContentPath, string>) {
    this.#source = source;
    this.#files = files;
  }

  /** Reads what staff changed, here or at another server, if anything is new. */
  async refresh(): Promise<void> {
    const { store } = this.#source;
    const { made, undone } = await store.contentCounts();
    const known = this.#changes.filter((change) => change.undone !== null).length;
    if (made === this.#changes.length && undone === known) return;
    this.#changes = await store.contentChanges();
    this.#present = undefined;
  }

  /** Reads the changes every second until it is stopped. While the database does not answer, those that are known count. */
  follow(): () => void {
    const timer = setInterval(() => {
      void this.refresh().catch((error: unknown) =>
        this.#source.log.warn({ err: error }, 'the changes of rounds and mails were not read'),
      );
    }, followMs);
    return () => clearInterval(timer);
  }

  /** The rounds at this moment, the first to open first. */
  get rounds(): readonly Round[] {
    return this.#now().rounds;
  }

  /** Returns the rounds as they counted at an earlier instant (ISO), by the changes that are known now. */
  roundsAt(instant: string): readonly Round[] {
    const { rounds } = this.#now();
    const now = this.#source.clock().toISOString();
    const isAsNow = !this.#changes.some(
      ({ file, undone, appliesAt }) => isRound(file) && undone === null && appliesAt > instant && appliesAt <= now,
    );
    return isAsNow ? rounds : this.#roundsOf(this.#textsAt(instant).texts);
  }

  /** True if a round is not as in the site's own file, by which the pages were built. */
  get hasChangedRounds(): boolean {
    return this.#now().hasChangedRounds;
  }

  /** The mails at this moment, by name. */
  get templates(): ReadonlyMap<string, Template> {
    return this.#now().templates;
  }

  /** Returns a file as it counts at this moment; undefined if there is none. */
  text(file: ContentPath): string | undefined {
    return this.#now().texts.get(file);
  }

  /** Returns the site's own file. */
  ownText(file: ContentPath): string | undefined {
    return this.#files.get(file);
  }

  /** Returns true if a file is not as in the site's own. */
  isChanged(file: ContentPath): boolean {
    return this.text(file) !== this.ownText(file);
  }

  /** Returns the changes of a file, undone ones too, oldest first. */
  changesOf(file: ContentPath): ContentChange[] {
    return this.#changes.filter((change) => change.file === file);
  }

  /** Returns the change of a file that will count later; there is at most one. */
  waiting(file: ContentPath): ContentChange | undefined {
    const now = this.#source.clock().toISOString();
    return this.changesOf(file).find(({ undone, appliesAt }) => undone === null && appliesAt > now);
  }

  /** Returns the files of rounds with a change that will count later. */
  waitingRounds(): ContentPath[] {
    const files = new Set(this.#changes.map(({ file }) => file));
    return [...files].filter((file) => isRound(file) && this.waiting(file) !== undefined);
  }

  #now(): Present {
    const now = this.#source.clock().toISOString();
    const { from = '', until } = this.#present ?? {};
    if (this.#present && from <= now && (until === undefined || now < until)) return this.#present;
    return (this.#present = this.#at(now));
  }

  #at(now: string): Present {
    const { texts, until } = this.#textsAt(now);
    const rounds = this.#roundsOf(texts);
    const templates = new Map<string, Template>();
    for (const file of texts.keys())
      if (!isRound(file)) templates.set(nameIn(file), this.#read(texts, file, readTemplate));
    const hasChangedRounds = [...texts].some(([file, text]) => isRound(file) && text !== this.#files.get(file));
    return { from: now, until, texts, rounds, hasChangedRounds, templates };
  }

  /** Returns every file at an instant, and when the next change counts. */
  #textsAt(now: string): { texts: Map<ContentPath, string>; until: string | undefined } {
    const texts = new Map(this.#files);
    let until: string | undefined;
    for (const { file, text, appliesAt, undone } of this.#changes) {
      if (undone !== null) continue;
      if (appliesAt > now) {
        until = until === undefined || appliesAt < until ? appliesAt : until;
        continue;
      }
      const counting = text ?? this.#files.get(file);
      if (counting === undefined) texts.delete(file);
      else texts.set(file, counting);
    }
    return { texts, until };
  }

  #roundsOf(texts: Map<ContentPath, string>): Round[] {
    const rounds = [...texts.keys()].filter(isRound).map((file) => this.#read(texts, file, readRound));
    return rounds.sort((a, b) => a.opensAt.localeCompare(b.opensAt) || a.id.localeCompare(b.id));
  }

  /**
   * A change that an earlier version of the site allowed may not fit this one: then the site's own file counts.
   * @throws {RoundsError} with its text if the site has no such file: without a round, its applications would expire early
   */
  #read<T>(texts: Map<ContentPath, string>, file: ContentPath, read: (name: string, text: string) => T): T {
    const text = texts.get(file)!;
    try {
      return read(nameIn(file), text);
    } catch (error) {
      const own = this.#files.get(file);
      if (own === text) throw error;
      if (own === undefined)
        throw new RoundsError(
          `${file}, as staff wrote it in the inbox, cannot be used: ${(error as Error).message}\nMend this text, and put it into the content of the site as ${file}:\n${text}`,
          { cause: error },
        );
      this.#source.log.error({ err: error, file }, 'a change of a round or mail cannot be used; the file counts');
      texts.set(file, own);
      return read(nameIn(file), own);
    }
  }
}

/** Milliseconds after which a change is noticed that another server stored. */
const followMs = 1_000;
