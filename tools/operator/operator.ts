/**
 * Commands for the operator of the installation. They need what amplication-server is configured with: set the same
 * environment, or run them in the checkout of a developer.
 */
import { readProgram } from '../command/command-line';
import { rotateKeys } from './rotate-keys';
import { setPlan } from './set-plan';

const { command, operands } = readProgram({
  name: 'npm run operator',
  help: 'For the operator of the installation. Needs the environment of amplication-server.',
  commands: {
    'set-plan': {
      help: 'Sets the plan of a workspace: with BILLING_ENABLED=true, Bitbucket needs enterprise.',
      operands: ['workspace id', 'free|enterprise'],
    },
    'rotate-keys': {
      help:
        'Seals all stored tokens and webhook secrets with the first key of TOKEN_ENCRYPTION_KEYS. Put the new key ' +
        'first, restart the services, run this, then remove the old key.',
    },
  },
});

try {
  console.log(command === 'set-plan' ? await setPlan(operands) : await rotateKeys());
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  console.error(error instanceof Error ? `${error.message}${cause}` : error);
  process.exitCode = 1;
}
