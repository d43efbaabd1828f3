import type { ServiceModel } from '@amplication/service-model';
import { lockedRoot } from './package-json';
import locked from './locked-packages.json' with { type: 'json' };

/**
 * `package-lock.json`: what `npm ci` installs. Its packages depend on nothing but {@link DEPENDENCIES} and their like, so
 * they are kept beside this file, without the address of any registry; `npm run generator:lock` writes them.
 */
export function packageLock(model: ServiceModel): string {
  const root = lockedRoot(model);
  const lock = {
    name: root.name,
    version: root.version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': root, ...locked },
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}
