/** The percentage of mutants that the tests must notice. */
export const LEAST_KILLED = 85;

export interface Score {
  killed: number;
  /** A test did not end; that is noticed too. */
  timedOut: number;
  survived: number;
  /** No test runs the code that was changed; they survive too. */
  notCovered: number;
  /** Percentage of those that were noticed, or null without any mutant. */
  percent: number | null;
  enough: boolean;
}

/** Adds up what became of mutants, by the words of Stryker. What does not compile or is left out does not count. */
export function score(statuses: readonly string[]): Score {
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  const killed = count('Killed');
  const timedOut = count('Timeout');
  const survived = count('Survived');
  const notCovered = count('NoCoverage');
  const all = killed + timedOut + survived + notCovered;
  const percent = all === 0 ? null : (100 * (killed + timedOut)) / all;
  return {
    killed,
    timedOut,
    survived,
    notCovered,
    percent,
    enough: percent !== null && percent >= LEAST_KILLED,
  };
}

/** The last line of the command. */
export function scoreLine(source: string, total: Score): string {
  const { killed, timedOut, survived, notCovered, percent, enough } = total;
  if (percent === null) return `${source}: there is nothing to mutate. Does a file match?`;
  const mutants = killed + timedOut + survived + notCovered;
  const parts = [
    `${killed} killed`,
    `${timedOut} timed out`,
    `${survived} survived`,
    `${notCovered} not covered`,
  ];
  const verdict = enough ? 'enough' : `not enough: ${LEAST_KILLED} % is asked for`;
  return `${source}: ${mutants} mutants, ${parts.join(', ')}. Score ${percent.toFixed(1)} %, ${verdict}.`;
}
