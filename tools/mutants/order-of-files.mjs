import Sequencer from '@jest/test-sequencer';
import { readTestsOfFiles } from './tests-of-files.mjs';

/**
 * Which files of tests are run for a mutant, and in which order.
 *
 * Stryker asks for certain tests by their names; Jest would load every file to see that most hold none of these, which
 * takes longer than the tests. And files that took least the last time come first. Jest does the opposite, to keep many
 * workers busy; a mutant needs one test that fails, and a short one does as well.
 */
export default class OrderOfFiles extends Sequencer {
  constructor(options) {
    super(options);
    this.wanted = options.globalConfig.testNamePattern;
  }

  sort(tests) {
    const took = (test) => this.time(test) ?? 0;
    return this.withWanted(tests).sort((a, b) => took(a) - took(b));
  }

  /** Those that hold a test that is asked for, as far as we know. */
  withWanted(tests) {
    if (!this.wanted) return [...tests];
    const pattern = new RegExp(this.wanted, 'i');
    const testsOf = readTestsOfFiles();
    return tests.filter(({ path }) => testsOf.get(path)?.some((name) => pattern.test(name)) ?? true);
  }
}
