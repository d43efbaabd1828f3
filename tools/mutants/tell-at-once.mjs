import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** Where each result goes as it comes, so that a run that is cut off was not for nothing. */
const FILE = process.env.MUTANTS_RESULTS;

/** A reporter of Stryker that writes a line for each mutant at once, and prints it if no test noticed. */
class TellAtOnce {
  onMutationTestingPlanReady() {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, '');
  }

  onMutantTested({ status, fileName, location, mutatorName, replacement }) {
    const text = replacement.replaceAll(/\s+/g, ' ').slice(0, 100);
    const where = `${relative('', fileName)}:${location.start.line}:${location.start.column}`;
    const line = `${status} ${where} ${mutatorName}: ${text}`;
    appendFileSync(FILE, `${line}\n`);
    if (status === 'Survived' || status === 'NoCoverage') console.log(line);
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'tell-at-once', injectableClass: TellAtOnce }];
