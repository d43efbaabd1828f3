import { manifestFiles, packageNames, resolvedPackages } from './runtime-manifest';

const ROOT = {
  version: '0.1.0',
  license: 'Apache-2.0',
  engines: { node: '>=20.19' },
  dependencies: { nest: '1.0.0', express: '^5.0.0', react: '19.0.0', native: '1.0.0' },
  overrides: { helper: '2.1.0', 'openapi-typescript': { typescript: '$typescript' } },
  allowScripts: { native: false, esbuild: false },
};

const LOCKED = {
  '': {},
  'node_modules/nest': {
    version: '1.0.0',
    dependencies: { helper: '^2.0.0', 'for-windows': '1.0.0' },
    optionalDependencies: { 'for-windows': '1.0.0', 'nowhere-built': '1.0.0' },
    peerDependencies: { core: '1.0.0', express: '>=5', typeorm: '*', native: '*' },
    peerDependenciesMeta: {
      express: { optional: true },
      typeorm: { optional: true },
      native: { optional: true },
    },
  },
  'node_modules/nest/node_modules/helper': {
    version: '2.1.0',
    integrity: 'sha512-2',
    dependencies: { deep: '1' },
  },
  'node_modules/helper': { version: '1.0.0' },
  'node_modules/deep': { version: '1.0.0', devOptional: true, resolved: 'https://example.com/deep.tgz' },
  'node_modules/core': { version: '1.0.0', peer: true, peerDependencies: { nest: '1.0.0' } },
  'node_modules/for-windows': {
    version: '1.0.0',
    optional: true,
    os: ['win32'],
    dependencies: { shim: '1' },
  },
  'node_modules/shim': { version: '1.0.0' },
  'node_modules/express': { version: '5.3.0' },
  'node_modules/native': { version: '1.0.0', hasInstallScript: true },
  'node_modules/react': { version: '19.0.0' },
  'node_modules/typeorm': { version: '0.3.0', dev: true },
};

const files = (...wanted: string[]) => manifestFiles('a-service', new Set(wanted), ROOT, LOCKED);

describe('the packages of a service', () => {
  it('are those that its bundle imports', () => {
    const imports = ['node:fs', 'fs/promises', '@nestjs/common/enums', '@nestjs/core', 'pg'];
    expect([...packageNames(imports)]).toEqual(['@nestjs/common', '@nestjs/core', 'pg']);
  });

  it('are asked for in the locked version, with the optional peers that the repository uses', () => {
    expect(files('nest')['package.json']).toEqual({
      ...{ name: 'a-service', version: '0.1.0', license: 'Apache-2.0', private: true, type: 'module' },
      main: 'main.js',
      engines: { node: '>=20.19' },
      dependencies: { express: '5.3.0', native: '1.0.0', nest: '1.0.0' },
      overrides: { helper: '2.1.0' },
      allowScripts: { native: false },
    });
  });

  it('are locked at the places that they have in the repository, and nothing else is', () => {
    const { packages } = files('nest')['package-lock.json'] as { packages: Record<string, unknown> };
    expect(Object.keys(packages)).toEqual([
      '',
      'node_modules/core',
      'node_modules/deep',
      'node_modules/express',
      'node_modules/for-windows',
      'node_modules/native',
      'node_modules/nest',
      'node_modules/nest/node_modules/helper',
      'node_modules/shim',
    ]);
    expect(packages['node_modules/deep']).toEqual({ version: '1.0.0' });
    expect(packages['node_modules/shim']).toEqual({ version: '1.0.0', optional: true });
    expect(packages['node_modules/core']).not.toHaveProperty('peer');
  });

  it('are the same whatever order the bundle names them in', () => {
    expect(JSON.stringify(files('react', 'nest'))).toBe(JSON.stringify(files('nest', 'react')));
  });

  it('must be in the lock file', () => {
    expect(() => files('lodash')).toThrow('package-lock.json has no lodash, which the service needs.');
  });
});

it('knows what a bundle looks up to hand it to a thread', () => {
  const code =
    "const require$1 = createRequire(x); run(require$1.resolve('parser')); require.resolve(`other`);";
  expect(resolvedPackages(code)).toEqual(['parser', 'other']);
});
