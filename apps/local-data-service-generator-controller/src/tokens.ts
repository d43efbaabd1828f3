/** Injects the `GeneratorProgram`. */
export const PROGRAM = Symbol('GeneratorProgram');
