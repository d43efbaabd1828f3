/**
 * Commands for whoever runs the installation. They need what amplication-server is configured with: set the same
 * environment, or run them in the checkout of a developer.
 */
import { rotateKeys } from './rotate-keys';
import { setPlan } from './set-plan';

const USAGE = `Usage: npm run operator -- <command>

  set-plan <workspace id> <free|enterprise>   Sets the plan of a workspace: with BILLING_ENABLED=true, Bitbucket
                                              needs enterprise.
  rotate-keys                                 Seals all stored tokens and webhook secrets with the first key
                                              of TOKEN_ENCRYPTION_KEYS. Put the new key first, restart the
                                              services, run this, then remove the old key.`;

async function run([command, ...args]: string[]): Promise<string> {
  switch (command) {
    case 'set-plan':
      return setPlan(args);
    case 'rotate-keys':
      return rotateKeys();
    default:
      throw new Error(USAGE);
  }
}

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  console.error(error instanceof Error ? `${error.message}${cause}` : error);
  process.exitCode = 1;
}
