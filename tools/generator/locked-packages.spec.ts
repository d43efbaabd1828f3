import { lockedPackages } from './locked-packages';

const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } });

describe('lockedPackages', () => {
  it('keeps what is installed, and forgets where it came from', () => {
    const a = { version: '1.0.0', integrity: 'sha512-a', dependencies: { b: '^2.0.0' } };
    const text = lock({ 'node_modules/a': { ...a, resolved: 'https://registry.example.com/a.tgz' } });
    expect(lockedPackages(text)).toEqual({ 'node_modules/a': a });
  });

  it('takes packages for some platform from beside or above', () => {
    const one = { integrity: 'sha512-a' };
    const packages = {
      'node_modules/@a/b': { ...one, optionalDependencies: { c: '1.0.0', d: '1.0.0' } },
      'node_modules/@a/b/node_modules/c': one,
      'node_modules/d': one,
    };
    expect(Object.keys(lockedPackages(lock(packages)))).toHaveLength(3);
  });

  it('refuses a lock that cannot be installed on every platform', () => {
    const packages = {
      'node_modules/a': { integrity: 'sha512-a', optionalDependencies: { 'a-darwin': '1.0.0' } },
    };
    expect(() => lockedPackages(lock(packages))).toThrow('a-darwin, which node_modules/a may need');
  });

  it('refuses a package without a checksum, and a lock without packages', () => {
    expect(() => lockedPackages(lock({ 'node_modules/a': { version: '1.0.0' } }))).toThrow('no checksum');
    expect(() => lockedPackages('{}')).toThrow('no packages');
  });
});
