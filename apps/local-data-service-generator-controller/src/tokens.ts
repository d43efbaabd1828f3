/** Injects the `Program`. */
export const PROGRAM = Symbol('Program');
