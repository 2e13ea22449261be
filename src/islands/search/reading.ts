/** Reads queries for harm and for tasks. It is a file of its own, so that the index is on its way before all of this has come. */
import supportData from '#content/support.yaml';
import searchedTasks from 'virtual:searched-tasks';
import harmWeights from '../../search/query/harm-weights.json' with { type: 'json' };
import { supportMatcher, type SupportSource } from '../../search/query/support.ts';
import { taskMatcher, type AskedTask, type SearchedTasks } from '../../search/query/tasks.ts';

/** A task's button. */
export interface TaskLink {
  id: string;
  button: string;
  /** Within the site, without its base. */
  href: string;
}

const source = supportData as SupportSource;

export const { leads } = source;
export const supportIn = supportMatcher(source, harmWeights);
export const taskIn = taskMatcher(searchedTasks as SearchedTasks<AskedTask & TaskLink>);
