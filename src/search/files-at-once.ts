/** How many files are read or written at the same time: enough that the disk and the processor need not wait for each other. */
export const filesAtOnce = { concurrency: 8 };
