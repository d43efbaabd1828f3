/** Held exclusively by a test until its processes may begin. */
export const START_LOCK = 4_711;
