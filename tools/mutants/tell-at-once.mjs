import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** Where each result goes as it comes, so that a run that is cut off was not for nothing. */
const FILE = process.env.MUTANTS_RESULTS;

/** What a test says that failed because its time was up: Jest's words, and those of `waitFor`. */
const TIME_WAS_UP = /Exceeded timeout of|Waited \d+ ms in vain/;

/**
 * A reporter of Stryker that writes a line for each mutant at once, and prints it if no test noticed. It marks what was
 * noticed by waiting in vain: on a machine that is busy that may not have been the mutant's fault.
 */
class TellAtOnce {
  killed = 0;
  late = 0;

  onMutationTestingPlanReady() {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, '');
  }

  onMutantTested({ status, statusReason, fileName, location, mutatorName, replacement }) {
    const text = replacement.replaceAll(/\s+/g, ' ').slice(0, 100);
    const where = `${relative('', fileName)}:${location.start.line}:${location.start.column}`;
    const isLate = status === 'Killed' && TIME_WAS_UP.test(statusReason ?? '');
    if (status === 'Killed') this.killed++;
    if (isLate) this.late++;
    const line = `${status} ${where} ${mutatorName}: ${text}${isLate ? ' (time was up)' : ''}`;
    appendFileSync(FILE, `${line}\n`);
    if (status === 'Survived' || status === 'NoCoverage') console.log(line);
  }

  onMutationTestReportReady() {
    console.log(`Of ${this.killed} killed, ${this.late} by a test whose time was up.`);
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'tell-at-once', injectableClass: TellAtOnce }];
