/** Bytes of a long submission: if these can be written, a submission can. */
export const probeBytes = 65_536;
