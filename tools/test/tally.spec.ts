import { sum, tallyJest, totalLine } from './tally';

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('tallyJest', () => {
  it('counts passed and failed tests', () => {
    expect(tallyJest({ ...report, numFailedTests: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
    expect(tallyJest(report, 0)).toEqual({ passed: 7, failed: 0 });
  });

  it('counts files that do not run, and tests that are skipped, as failures', () => {
    expect(
      tallyJest({ ...report, numRuntimeErrorTestSuites: 1, numPendingTests: 2, numTodoTests: 1 }, 1).failed,
    ).toBe(4);
  });

  it('never takes a crash for a success', () => {
    expect(tallyJest(null, 0)).toEqual({ passed: 0, failed: 1 });
    expect(tallyJest(report, 1)).toEqual({ passed: 7, failed: 1 });
    expect(tallyJest(report, null)).toEqual({ passed: 7, failed: 1 });
  });
});

describe('the last line', () => {
  it('adds everything up', () => {
    expect(
      totalLine(
        sum([
          { passed: 1, failed: 0 },
          { passed: 20, failed: 3 },
        ]),
      ),
    ).toBe('21 passed, 3 failed');
    expect(totalLine(sum([]))).toBe('0 passed, 0 failed');
  });
});
