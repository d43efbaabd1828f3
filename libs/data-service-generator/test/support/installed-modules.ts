import { fileURLToPath } from 'node:url';

/**
 * The modules that a generated service runs with: those of this repository, which holds the same versions of all that
 * the service asks for, as `installed-modules.spec.ts` says. So nothing is installed, and nothing needs a network.
 */
export const INSTALLED_MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
