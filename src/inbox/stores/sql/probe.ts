/** As much as a long submission takes: where there is room for this, there is room for one. */
export const probeBytes = 65_536;
