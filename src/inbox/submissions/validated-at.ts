import type { StoredSubmission } from '../stores/store.ts';

/** Returns the instant at which the answers count as given: when they were sent, or when they arrived. */
export const validatedAt = ({
  arrived,
  queuedAt,
  receivedAt,
}: Pick<StoredSubmission, 'arrived' | 'queuedAt' | 'receivedAt'>): Date =>
  new Date(arrived === 'late' && queuedAt ? queuedAt : receivedAt);
