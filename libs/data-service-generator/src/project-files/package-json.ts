import type { ServiceModel } from '@amplication/service-model';
import { slug } from '../names/spelling';
import { oneLine } from '../render/escape';
import { ALLOW_SCRIPTS, DEPENDENCIES, DEV_DEPENDENCIES, OVERRIDES } from './dependencies';

const FIRST_VERSION = '0.1.0';

const ENGINES = { node: '>=20.19', npm: '>=10' };

const SCRIPTS = {
  build: 'npm run clean && tsc --project tsconfig.build.json',
  clean: `node --eval "fs.rmSync('dist', { recursive: true, force: true })"`,
  start: 'node --enable-source-maps dist/main.js',
  'start:dev': `tsc-watch --project tsconfig.build.json --noClear --onSuccess "npm start"`,
  migrate: 'node --enable-source-maps dist/generated/commands/migrate.js',
  token: 'node --enable-source-maps dist/generated/commands/token.js',
  seed: 'node --enable-source-maps dist/generated/commands/seed.js',
  lint: 'eslint . --max-warnings 0',
  format: 'prettier --write .',
  'format:check': 'prettier --check .',
  test: 'npm run build:test && node --enable-source-maps dist-test/test/generated/support/run.js',
  'build:test': `node --eval "fs.rmSync('dist-test', { recursive: true, force: true })" && tsc`,
  check: 'npm run format:check && npm run lint && npm run build && npm test',
};

/** What npm reads. */
export const packageJson = (model: ServiceModel) => ({
  name: slug(model.name),
  version: FIRST_VERSION,
  private: true,
  description: oneLine(model.description) || oneLine(model.name),
  type: 'module',
  engines: ENGINES,
  scripts: SCRIPTS,
  dependencies: DEPENDENCIES,
  devDependencies: DEV_DEPENDENCIES,
  overrides: OVERRIDES,
  allowScripts: ALLOW_SCRIPTS,
});

/** What the lock file repeats of it. */
export const lockedRoot = (model: ServiceModel) => ({
  name: slug(model.name),
  version: FIRST_VERSION,
  dependencies: DEPENDENCIES,
  devDependencies: DEV_DEPENDENCIES,
  engines: ENGINES,
});
