import StrykerNodeEnvironment from '@stryker-mutator/jest-runner/jest-env/node';
import { keepTestsOf } from './tests-of-files.mjs';

/** A test or hook on real servers may take a minute otherwise, and many a mutant makes it take all of that. */
const LONGEST_MS = 20_000;

/** The mutant that a test has noticed already, in this process. */
let noticed = null;

/**
 * Stryker's environment, which leaves out the tests that are left once one has failed on a mutant: that one has been
 * noticed. Jest's own `bail` is of no use, as it needs Jest's command line; without this each test on a real server
 * would wait in vain for its time to be up.
 */
export default class StopAtFirstFailure extends StrykerNodeEnvironment {
  constructor(config, context) {
    super(config, context);
    this.path = context.testPath;
  }

  /** Called by Stryker's environment, which puts a handler of its own in front of it. */
  handleTestEvent(event, state) {
    const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
    if (mutant === undefined) {
      if (event.name === 'run_finish') keepTestsOf(this.path, namesOf(state.rootDescribeBlock));
      return;
    }
    if (event.name === 'test_start' || event.name === 'run_describe_start')
      state.testTimeout = Math.min(state.testTimeout, LONGEST_MS);
    if (event.name === 'test_done' && event.test.errors.length > 0) noticed = mutant;
    if (noticed !== mutant) return;
    if (event.name === 'run_start') leaveOut(state.rootDescribeBlock);
    if (event.name === 'test_start') event.test.mode = 'skip';
  }
}

/** Full names of all tests, as Jest and Stryker have them. */
function namesOf(block, parents = []) {
  return block.children.flatMap((child) => {
    const names = [...parents, child.name];
    return child.type === 'test' ? [names.join(' ')] : namesOf(child, names);
  });
}

/** Its hooks too are left out then. */
function leaveOut(block) {
  block.mode = 'skip';
  for (const child of block.children) {
    if (child.type === 'test') child.mode = 'skip';
    else leaveOut(child);
  }
}
