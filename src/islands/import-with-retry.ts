/** Imports a module, and once more where it could not be loaded. Resolves with the module; rejects when the second try fails too. */
export const importWithRetry = <T>(load: () => Promise<T>): Promise<T> => load().catch(load);
