import { execSync } from 'node:child_process';
import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';

/**
 * What comes once the files are on disk: the commands that write what follows from them, then the steps that are left
 * to a person. A dry run has neither.
 */
export function afterwards(
  tree: Tree,
  commands: readonly string[],
  steps: readonly string[],
): GeneratorCallback {
  return () => {
    for (const command of commands) execSync(command, { cwd: tree.root, stdio: 'inherit' });
    logger.info(
      ['', 'What is left to you:', ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n'),
    );
  };
}
