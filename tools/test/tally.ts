/** What a part of the test run found. */
export interface Tally {
  passed: number;
  failed: number;
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    {
      passed: 0,
      failed: 0,
    },
  );
}

/** The last line of a run. */
export function totalLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/** The part of jest's `--json` output that counts. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

/**
 * Counts a jest run. A file that could not be run counts as one failure; so does a test that was skipped, since
 * nothing may be left out silently; so does a run that failed without saying why, such as one that crashed.
 */
export function tallyJest(report: JestReport | null, exitCode: number | null): Tally {
  if (report === null) return { passed: 0, failed: 1 };
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + skipped;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
