/** Imports a module and tries a second time when that fails. Rejects when the second try fails too. */
export const importWithRetry = <T>(load: () => Promise<T>): Promise<T> => load().catch(load);
