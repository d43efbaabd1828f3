/**
 * `LONG_PROOFS=1`: every case of the proofs that take minutes. Otherwise, in the suite of every day, a sample of them.
 */
const isWhole = process.env.LONG_PROOFS === '1';

/** How often a property is tried; `PROPERTY_RUNS` asks for another number, such as fewer for each mutant. */
export function proofRuns({ sample, whole }: { sample: number; whole: number }): number {
  return Number(process.env['PROPERTY_RUNS'] ?? (isWhole ? whole : sample));
}

/** Every n-th case of a proof, beginning with number `from`, so that several samples differ. */
export function proofCases<Case>(cases: readonly Case[], every: number, from = 0): Case[] {
  return isWhole ? [...cases] : cases.filter((_case, index) => index % every === from % every);
}
