/** Everything that a run writes, from the root of the repository; git ignores it. */
export const FOLDER = '.amplication/mutants';
